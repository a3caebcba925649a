import { createEndpoint, mapCategories } from '#modules/exchange/index.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

const known = { partner: '' }

/** A county that has not answered since this morning, with a long name and services that changed. */
export async function provideExchange({ town: { tx } }: Stage): Promise<void> {
  await tx('system', async (ctx) => {
    const id = await createEndpoint(ctx, {
      name: 'Straßenverkehrsbehörde des Main-Kinzig-Kreises',
      // It lies within, so nobody is asked.
      url: 'https://127.0.0.1/strassen/open311/v2',
      jurisdiction: null,
      format: 'json',
      authorityId: null,
      inboundKeyId: null,
      follow: true,
      onClosed: 'ask',
      sendWords: true,
      sendPrivate: false,
      defaultService: null,
      giveUpDays: 7,
      apiKey: 'k',
    })
    known.partner = id
    const attributes = [
      { code: 'A', label: 'Tiefe in cm', datatype: 'number', required: true, automated: false, values: [] },
      {
        code: 'B',
        label: 'Seite',
        datatype: 'singlevaluelist',
        required: false,
        automated: false,
        values: [{ key: 'l', name: 'links' }],
      },
    ]
    const service = (code: string, name: string, position: number, definition: unknown) => ({
      tenant_id: ctx.tenant.id,
      endpoint_id: id,
      code,
      name,
      description: 'Auf Kreisstraßen',
      group_name: 'Straßen',
      definition: definition && JSON.stringify(definition),
      position,
    })
    await ctx.db
      .insertInto('exchange.service')
      .values([
        service('LOCH', 'Fahrbahnschaden', 0, attributes),
        service('SCHILD', 'Schild', 1, null),
      ] as never)
      .execute()
    await mapCategories(ctx, id, new Map([['schlagloch', 'LOCH']]))
    await ctx.db
      .updateTable('exchange.endpoint')
      .set({
        pulled_at: ctx.now,
        contact: 'Kreisstraßenmeisterei',
        failing_since: new Date(ctx.now.getTime() - 3 * 3_600_000),
        failing_why: 'unreachable',
        // Nobody tries while the pages are looked at.
        retry_at: new Date(ctx.now.getTime() + 86_400_000),
      })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
  })
}

const admin = 'admin' as const
const partner = (rest = '') => `/verwaltung/partner/${known.partner}${rest}`
const opened = (rest: string) => (v: Visitor) => v.open(partner(rest))

/** The exchange with other servers, and open data: as they are, silent, with mistakes. */
export const exchangePages = [
  { name: 'partners', who: admin, path: '/verwaltung/partner', says: 'seit 3 Stunden nicht erreichbar' },
  {
    name: 'a partner that is silent',
    who: admin,
    go: opened(''),
    says: 'ist seit 3 Stunden nicht erreichbar, 0 warten.',
  },
  { name: 'changing a partner', who: admin, go: opened('/bearbeiten'), says: 'wird niemals mitgesendet' },
  { name: 'services compared', who: admin, go: opened('/dienste'), says: 'Tiefe in cm' },
  {
    name: 'attributes of a service',
    who: admin,
    go: opened('/dienste/schlagloch'),
    says: 'Pflichtangabe',
  },
  {
    name: 'a partner with mistakes',
    who: admin,
    go: async (v: Visitor) => {
      await v.open('/verwaltung/partner/neu')
      await v.press('Speichern')
    },
    says: 'Geben Sie einen Namen',
  },
  { name: 'open data', path: '/offene-daten', says: 'DCAT-AP.de' },
  { name: 'open data in the administration', who: admin, path: '/verwaltung/offene-daten', says: 'Lizenz' },
]
