import { createLayer, importObjects, type LayerInput, objectsOf } from '#modules/objects/index.ts'
import { submit } from '#modules/reports/index.ts'
import { newId } from '#platform/ids.ts'
import { somewhere } from '../helpers.ts'
import type { Area, Row, World } from './row.ts'

const layer = (name: string, isPublic: boolean): LayerInput => ({
  name: { de: name, en: '' },
  one: { de: name, en: '' },
  icon: 'pin',
  colour: 'grey',
  source: 'import',
  public: isPublic,
  active: true,
  categories: ['schlagloch'],
  srs: 'EPSG:4326',
  numberFrom: '',
  nameFrom: '',
  shown: [],
  wfs: { url: '', type: '', hours: 24 },
})

const open = (route: string, path: Row['path'], status = 200, about?: string): Row => ({
  method: 'GET',
  route,
  path,
  ...(about && { about }),
  answers: {},
  else: status,
})
/** Another town has no such thing. */
const here = (route: string, path: Row['path']): Row => ({ ...open(route, path), answers: { foreign: 404 } })
const at =
  (path: string) =>
  ({ made }: World) =>
    path.replace('LAMPE', made.lamp!).replace('INTERN', made.hydrant!)

/** Whoever looks after objects; other staff are refused, strangers sent to sign in. */
const page = { admin: 200, nobody: 303, stranger: 303, citizen: 303, machine: 303 }
const admin = (method: 'GET' | 'POST', rest: string, status: number, more: Partial<Row> = {}): Row => ({
  method,
  route: `/verwaltung/objekte${rest.replace('masten', ':code')}`,
  path: () => `/verwaltung/objekte${rest}`,
  answers: { ...page, admin: status },
  else: 403,
  ...more,
})

const rows: Row[] = [
  open('/objekte', () => '/objekte?code=quatsch'),
  here('/objekte/:layer', () => '/objekte/masten?q=1'),
  open('/objekte/:layer', () => '/objekte/schieber', 404, 'for staff only'),
  here('/o/:code', at('/o/LAMPE')),
  {
    ...open('/o/:code', at('/o/INTERN'), 404, 'for staff only'),
    // Staff find it; what they see there is public.
    answers: {
      newcomer: 200,
      worker: 200,
      clerk: 200,
      deputy: 200,
      head: 200,
      gardener: 200,
      admin: 200,
      officer: 200,
    },
  },
  {
    method: 'POST',
    route: '/o/:code/meldung',
    path: at('/o/LAMPE/meldung'),
    body: () => ({ kategorie: 'nichts' }),
    answers: { foreign: 404 },
    else: 422,
  },
  open('/karte/objekte.json', () => '/karte/objekte.json?ebene=masten&bbox=8.92,50.12,8.93,50.13'),
  open('/karte/objekte.json', () => '/karte/objekte.json', 422, 'no part of a map'),
  here('/karte/objekte/:code', at('/karte/objekte/LAMPE')),
  open('/karte/objekte/:code', at('/karte/objekte/INTERN'), 404, 'for staff only'),
  open('/melden/ort/objekte', () => '/melden/ort/objekte?lat=50.128&lon=8.928', 303),
  {
    method: 'GET',
    route: '/wiederkehrend',
    path: () => '/wiederkehrend?monate=36&einheit=x',
    answers: { nobody: 303, stranger: 303, citizen: 303, machine: 303, newcomer: 403, officer: 403 },
    else: 200,
  },
  admin('GET', '', 200),
  admin('GET', '/neu', 200),
  admin('POST', '/neu', 422, { body: () => ({ name: '' }) }),
  admin('GET', '/masten', 200),
  admin('GET', '/masten/bearbeiten', 200),
  admin('POST', '/masten/bearbeiten', 422, { body: () => ({ name: '' }) }),
  admin('POST', '/masten/einlesen', 422, { body: () => ({ text: 'nix' }) }),
  admin('POST', '/masten/abruf', 303),
  admin('POST', '/masten/zustimmung', 409, { body: () => ({ anlass: 'empty' }) }),
  admin('GET', '/masten/aufkleber', 200),
  admin('GET', '/masten/aufkleber.pdf', 422),
]

export const objectsArea: Area = {
  rows,
  prepare: async ({ town, made }) => {
    await town.tx('system', (ctx) => createLayer(ctx, layer('Masten', true)))
    await town.tx('system', (ctx) => createLayer(ctx, layer('Schieber', false)))
    const file = 'nummer;lat;lon\n1;50.128;8.928'
    await town.tx('system', (ctx) => importObjects(ctx, 'masten', file))
    await town.tx('system', (ctx) => importObjects(ctx, 'schieber', file))
    const [lamp] = await town.tx('system', (ctx) => objectsOf(ctx, { layer: 'masten' }))
    made.lamp = lamp!.code
    made.hydrant = (await town.tx('system', (ctx) => objectsOf(ctx, { layer: 'schieber' })))[0]!.code
    await town.tx('system', (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'schlagloch',
        text: 'Der Mast wackelt',
        place: somewhere,
        address: null,
        placedBy: 'object',
        objectId: lamp!.id,
        answers: {},
        reporter: null,
        channel: 'web',
      }),
    )
  },
}
