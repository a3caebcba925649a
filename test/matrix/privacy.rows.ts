import { openRequest } from '#modules/privacy/index.ts'
import { report } from '../../src/workspace/workspace.fixture.ts'
import type { Area, Row, Visitor, World } from './row.ts'

const outsiders = { nobody: 303, stranger: 303, citizen: 303, machine: 303 } as const
const NOBODY = '00000000-0000-4000-8000-000000000000'

/** For whoever looks after data protection, and nobody else. */
const row = (route: string, status: number, more: Partial<Row> = {}): Row => ({
  method: 'GET',
  route,
  path: () => route,
  answers: { ...outsiders, officer: status } as Partial<Record<Visitor, number>>,
  else: 403,
  ...more,
})
const post = (route: string, status: number, more: Partial<Row> = {}): Row =>
  row(route, status, { method: 'POST', body: () => ({ stand: '0' }), ...more })
const at = (route: string, id: string = NOBODY): Partial<Row> => ({
  path: () => route.replace(':id', id).replace(':file', NOBODY),
})
const made = (route: string): Partial<Row> => ({
  about: 'somebody’s',
  path: (w: World) => route.replace(':id', w.made.request!).replace(':file', NOBODY),
})

const request = '/verwaltung/auskunft/:id'
const rows: Row[] = [
  row('/verwaltung/verarbeitungen', 200),
  row('/verwaltung/verarbeitungen/verzeichnis', 200),
  row('/verwaltung/verarbeitungen/verzeichnis.pdf', 200),
  row('/verwaltung/verarbeitungen/neu', 200),
  post('/verwaltung/verarbeitungen/neu', 422),
  row('/verwaltung/verarbeitungen/:code', 200, { path: () => '/verwaltung/verarbeitungen/reports' }),
  row('/verwaltung/verarbeitungen/:code', 404, {
    about: 'unknown',
    path: () => '/verwaltung/verarbeitungen/nie',
  }),
  post('/verwaltung/verarbeitungen/:code', 422, { path: () => '/verwaltung/verarbeitungen/reports' }),
  row('/verwaltung/aufbewahrung', 200),
  row('/verwaltung/sperren', 200),
  post('/verwaltung/sperren', 422),
  post('/verwaltung/sperren', 422, {
    about: 'another town’s case',
    body: (w) => ({ nummer: `${w.elsewhere.number}0`, grund: 'Klage', umfang: 'case' }),
  }),
  post('/verwaltung/sperren/:id/aufhebung', 404, at('/verwaltung/sperren/:id/aufhebung')),
  row('/verwaltung/auskunft', 200),
  post('/verwaltung/auskunft', 422),
  row(request, 404, at(request)),
  row(request, 200, made(request)),
  row(`${request}/auskunft.json`, 200, made(`${request}/auskunft.json`)),
  row(`${request}/auskunft.pdf`, 200, made(`${request}/auskunft.pdf`)),
  row(`${request}/dateien/:file`, 404, made(`${request}/dateien/:file`)),
  post(`${request}/erledigt`, 404, at(`${request}/erledigt`)),
  post(`${request}/ablehnung`, 404, at(`${request}/ablehnung`)),
  post(`${request}/loeschung`, 404, at(`${request}/loeschung`)),
  post(`${request}/loeschung`, 409, { ...made(`${request}/loeschung`), about: 'of who wants to know' }),
]

export const privacyArea: Area = {
  rows,
  prepare: async (world) => {
    const { town } = world
    const { id } = await report(town, 'Ein Loch', { name: 'Antonia Fragerin' })
    world.made.request = await town.tx('system', async (ctx) => {
      const { party_id } = await ctx.db
        .selectFrom('cases.party')
        .select('party_id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('case_id', '=', id)
        .executeTakeFirstOrThrow()
      return openRequest(ctx, { kind: 'access', parties: [party_id], identifiedBy: 'counter' })
    })
  },
}
