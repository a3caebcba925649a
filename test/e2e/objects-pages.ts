import { createLayer, importObjects, type LayerInput, objectsOf } from '#modules/objects/index.ts'
import { beginDraft, submit } from '#modules/reports/index.ts'
import { changeReference } from '#platform/context/memory.ts'
import { newId } from '#platform/ids.ts'
import { somewhere } from '../helpers.ts'
import type { Stage } from './server.ts'
import type { Visitor } from './visitor.ts'

export const lampLayer = (more: Partial<LayerInput> = {}): LayerInput => ({
  name: { de: 'Straßenlaternen', en: 'Street lights' },
  one: { de: 'Straßenlaterne', en: 'Street light' },
  icon: 'pin',
  colour: 'yellow',
  source: 'import',
  public: true,
  active: true,
  categories: ['baum', 'person', 'schlagloch'],
  srs: 'EPSG:4326',
  numberFrom: '',
  nameFrom: '',
  shown: [{ from: 'leuchte', de: 'Leuchte', en: 'Lamp' }],
  wfs: { url: '', type: '', hours: 24 },
  ...more,
})

export const lampFile =
  'nummer;name;lat;lon;leuchte\nL-1;;50.12806;8.92795;LED\nL-2;Die alte Laterne am Wirtshaus zur goldenen Gans;50.1281;8.9283;Gas\nL-3;;50.1300;8.9301;LED'

const known = { code: '', gone: '', held: '', number: '' }
let stage: Stage

/** Lamps with reports, one that is gone, and a map server whose answer nobody has said yes to. */
export async function provideObjects(on: Stage): Promise<void> {
  stage = on
  const { tx } = on.town
  await tx('system', (ctx) => createLayer(ctx, lampLayer()))
  await tx('system', (ctx) => importObjects(ctx, 'strassenlaternen', lampFile))
  const lamps = await tx('system', (ctx) => objectsOf(ctx, { layer: 'strassenlaternen' }))
  known.code = lamps[1]!.code
  known.gone = lamps[2]!.code
  for (const text of ['Der Baum liegt auf ihr', 'Schon wieder ein Baum'])
    await tx('system', (ctx) =>
      submit(ctx, {
        id: newId(),
        category: 'baum',
        text,
        place: lamps[1]!.place,
        address: null,
        placedBy: 'object',
        objectId: lamps[1]!.id,
        answers: {},
        reporter: null,
        channel: 'web',
      }),
    )
  const { number } = await tx('system', (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Um die Laterne bricht der Weg auf',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: null,
      channel: 'web',
    }),
  )
  known.number = number
  await tx('system', (ctx) =>
    importObjects(ctx, 'strassenlaternen', lampFile.split('\n').slice(0, 3).join('\n')),
  )
  const url = 'https://geodienste.musterland.example/wfs?karte=wasser'
  known.held = await tx('system', (ctx) =>
    createLayer(
      ctx,
      lampLayer({
        name: { de: 'Hydranten', en: '' },
        one: { de: 'Hydrant', en: '' },
        source: 'wfs',
        public: false,
        wfs: { url, type: 'wasser:hydranten', hours: 24 },
      }),
    ),
  )
  await tx('system', async (ctx) => {
    await ctx.db
      .updateTable('objects.fetch')
      .set({
        state: 'held',
        why: 'shrunk',
        facts: JSON.stringify({ answered: 4012, vanished: 5988, moved: 3 }),
        good_at: ctx.now,
        asked_at: ctx.now,
        next_at: new Date(ctx.now.getTime() + 86_400_000),
      })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('layer', '=', known.held)
      .execute()
  })
}

/** Somebody whose category asks which lamp it is. */
const asked = async (v: Visitor): Promise<void> => {
  await stage.town.tx('system', async (ctx) => {
    await changeReference(ctx)
    await ctx.db
      .updateTable('reports.category')
      .set({ required_layer: 'strassenlaternen' })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('code', '=', 'person')
      .execute()
  })
  const answers = {
    first: 'ort' as const,
    place: somewhere,
    placedBy: 'map' as const,
    placeConfirmed: true,
    photosDone: true,
    text: 'Sie ist dunkel',
    category: 'person',
  }
  const { token } = await stage.town.tx('system', (ctx) => beginDraft(ctx, answers))
  await v.context.addCookies([{ name: 'entwurf', value: token, url: stage.url }])
  await v.open('/melden/objekt')
}

const admin = 'admin' as const
const clerk = 'clerk' as const
const layer = '/verwaltung/objekte/strassenlaternen'

export const objectPages = [
  { name: 'objects', path: '/objekte?code=quatsch', says: 'Kennung vom Aufkleber' },
  { name: 'objects: a layer', path: '/objekte/strassenlaternen', says: 'goldenen Gans' },
  {
    name: 'objects: nothing found',
    path: '/objekte/strassenlaternen?q=xyz',
    says: 'Dazu gibt es kein Objekt.',
  },
  { name: 'objects: one', path: () => `/o/${known.code}`, says: 'Offene Meldungen (2)' },
  {
    name: 'objects: one, nothing chosen',
    go: async (v: Visitor) => {
      await v.open(`/o/${known.code}`)
      await v.press('Weiter')
    },
    says: 'Bitte wählen Sie, was los ist.',
  },
  { name: 'objects: one that is gone', path: () => `/o/${known.gone}`, says: 'gibt es nicht mehr' },
  { name: 'map with objects', path: '/karte?ebene=strassenlaternen', says: 'Objekte als Liste' },
  { name: 'report: which object', go: asked, says: 'Um welches Objekt geht es?' },
  {
    name: 'report: which object, error',
    go: async (v: Visitor) => {
      await asked(v)
      await v.press('Weiter')
    },
    says: 'Bitte wählen Sie ein Objekt',
  },
  {
    name: 'a case: which object',
    who: clerk,
    path: () => `/vorgaenge/${known.number}/objekt`,
    says: 'goldenen Gans',
  },
  {
    name: 'a case: which object, not found',
    who: clerk,
    go: async (v: Visitor) => {
      await v.open(`/vorgaenge/${known.number}/objekt`)
      await v.fill(/Nummer oder Kennung/, 'Q-99')
      await v.press('Objekt speichern')
    },
    says: 'gibt es kein Objekt',
  },
  { name: 'what recurs', who: clerk, path: '/wiederkehrend', says: 'Wiederkehrende Probleme' },
  { name: 'layers', who: admin, path: '/verwaltung/objekte', says: 'Angehalten' },
  {
    name: 'a layer that is held',
    who: admin,
    path: () => `/verwaltung/objekte/${known.held}`,
    says: '5.988',
  },
  { name: 'a layer from a file', who: admin, path: layer, says: 'Datei einlesen' },
  { name: 'a new layer', who: admin, path: '/verwaltung/objekte/neu', says: 'Herkunft' },
  {
    name: 'a new layer, with mistakes',
    who: admin,
    go: async (v: Visitor) => {
      await v.open('/verwaltung/objekte/neu')
      await v.press('Speichern')
    },
    says: 'Bitte geben Sie der Ebene einen Namen',
  },
  { name: 'stickers', who: admin, path: `${layer}/aufkleber`, says: '24 je Blatt' },
]
