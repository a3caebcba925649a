import { createEndpoint, mapCategories } from '#modules/exchange/index.ts'
import type { Area, Row } from './row.ts'

const all = '/verwaltung/partner'
const partner = `${all}/:id`
const one =
  (rest = '') =>
  ({ made }: { made: Record<string, string> }) =>
    `${all}/${made.partner}${rest}`
/** Whoever looks after the exchange; other staff are refused, strangers sent to sign in. */
const page = { admin: 200, nobody: 303, stranger: 303, citizen: 303, machine: 303 }
const done = { ...page, admin: 303 }
const wrong = { ...page, admin: 422 }
const faulty = { name: '', adresse: 'x' }
const get = (route: string, path: Row['path'], answers: Row['answers'] = page): Row => ({
  method: 'GET',
  route,
  path,
  answers,
  else: 403,
})
const post = (
  route: string,
  path: Row['path'],
  body: Record<string, string>,
  answers: Row['answers'],
): Row => ({
  method: 'POST',
  route,
  path,
  body: () => body,
  answers,
  else: 403,
})
const open = (route: string, about: string, path: string, status = 200): Row => ({
  method: 'GET',
  route,
  about,
  path: () => path,
  answers: {},
  else: status,
})
const nobody = '00000000-0000-7000-8000-000000000000'

const rows: Row[] = [
  get(all, () => all),
  get(`${all}/neu`, () => `${all}/neu`),
  post(`${all}/neu`, () => `${all}/neu`, faulty, wrong),
  get(partner, one()),
  get(`${partner}/bearbeiten`, one('/bearbeiten')),
  post(`${partner}/bearbeiten`, one('/bearbeiten'), faulty, wrong),
  get(`${partner}/dienste`, one('/dienste')),
  post(`${partner}/dienste`, one('/dienste'), {}, done),
  get(`${partner}/dienste/:category`, one('/dienste/schlagloch')),
  post(`${partner}/dienste/:category`, one('/dienste/schlagloch'), {}, done),
  post(`${partner}/pruefung`, one('/pruefung'), {}, page),
  post(`${partner}/abruf`, one('/abruf'), {}, wrong),
  post(`${partner}/:what`, one('/pause'), {}, done),
  post(`${partner}/entfernen`, () => `${all}/${nobody}/entfernen`, {}, { ...page, admin: 404 }),
  get('/verwaltung/offene-daten', () => '/verwaltung/offene-daten'),
  post('/verwaltung/offene-daten', () => '/verwaltung/offene-daten', { lizenz: 'keine', ags: 'x' }, wrong),
  open('/offene-daten', 'the page', '/offene-daten'),
  open('/offene-daten/:file', 'reports', '/offene-daten/meldungen.geojson'),
  open('/offene-daten/:file', 'the catalogue', '/offene-daten/catalog.jsonld'),
  open('/offene-daten/:file', 'what is none', '/offene-daten/personen.csv', 404),
  open('/fotos/partner/:token', 'a forged address', `/fotos/partner/${nobody}.9999999999.abc`, 404),
  ...(['erneut', 'angekommen'] as const).map(
    (what): Row => ({
      method: 'POST',
      route: `/vorgaenge/:number/partner/:endpoint/${what}`,
      path: ({ open: c, made }) => `/vorgaenge/${c.number}/partner/${made.partner}/${what}`,
      body: () => ({ nummer: '1' }),
      // It is at no partner: who may see the case learns as much, everybody else that there is no such case.
      answers: { nobody: 303, stranger: 303, citizen: 303, machine: 303, admin: 403 },
      else: 404,
    }),
  ),
]

export const exchangeArea: Area = {
  rows,
  prepare: async ({ town, made }) => {
    made.partner = await town.tx('system', async (ctx) => {
      const id = await createEndpoint(ctx, {
        name: 'Landkreis',
        // Nobody is asked: it lies within.
        url: 'https://127.0.0.1/open311',
        jurisdiction: null,
        format: 'json',
        authorityId: town.ids.neighbour,
        inboundKeyId: null,
        follow: true,
        onClosed: 'ask',
        sendWords: true,
        sendPrivate: false,
        defaultService: null,
        giveUpDays: 7,
        apiKey: '',
      })
      await ctx.db
        .insertInto('exchange.service')
        .values({
          tenant_id: ctx.tenant.id,
          endpoint_id: id,
          code: 'LOCH',
          name: 'Loch',
          description: null,
          group_name: null,
          definition: '[]',
          position: 0,
        })
        .execute()
      await mapCategories(ctx, id, new Map([['schlagloch', 'LOCH']]))
      return id
    })
  },
}
