import { sql } from 'kysely'
import { metres } from '#modules/geo/index.ts'
import { createLayer, importObjects, type LayerInput, objectsOf } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { generateObjects, type LayerCode, type Thing } from '../objects/generate.ts'
import type { Town } from '../town/types.ts'

type Words = [de: string, en: string]
interface Described {
  name: Words
  one: Words
  colour: LayerInput['colour']
  categories: string[]
  shown: [from: string, de: string, en: string][]
}

const layers: Record<LayerCode, Described> = {
  strassenlaternen: {
    name: ['Straßenlaternen', 'Street lights'],
    one: ['Straßenlaterne', 'Street light'],
    colour: 'yellow',
    categories: ['laterne'],
    shown: [
      ['leuchte', 'Leuchte', 'Lamp'],
      ['mast', 'Masthöhe', 'Height'],
    ],
  },
  baeume: {
    name: ['Bäume', 'Trees'],
    one: ['Baum', 'Tree'],
    colour: 'green',
    categories: ['baum-gefahr', 'baum-pflege', 'schaedlinge'],
    shown: [
      ['baumart', 'Baumart', 'Species'],
      ['gepflanzt', 'Gepflanzt', 'Planted'],
    ],
  },
  hydranten: {
    name: ['Hydranten', 'Hydrants'],
    one: ['Hydrant', 'Hydrant'],
    colour: 'red',
    categories: ['wasserrohrbruch', 'anderes'],
    shown: [['bauart', 'Bauart', 'Type']],
  },
  papierkoerbe: {
    name: ['Papierkörbe', 'Litter bins'],
    one: ['Papierkorb', 'Litter bin'],
    colour: 'grey',
    categories: ['papierkorb'],
    shown: [],
  },
  spielplaetze: {
    name: ['Spielplätze', 'Playgrounds'],
    one: ['Spielplatz', 'Playground'],
    colour: 'violet',
    categories: ['spielplatz-sauberkeit', 'spielgeraet'],
    shown: [],
  },
  spielgeraete: {
    name: ['Spielgeräte', 'Play equipment'],
    one: ['Spielgerät', 'Play equipment'],
    colour: 'violet',
    categories: ['spielgeraet'],
    shown: [['spielplatz', 'Spielplatz', 'Playground']],
  },
  verkehrszeichen: {
    name: ['Verkehrszeichen', 'Traffic signs'],
    one: ['Verkehrszeichen', 'Traffic sign'],
    colour: 'blue',
    categories: ['verkehrszeichen'],
    shown: [['zeichen', 'Zeichen', 'Sign']],
  },
}

/** Musterstadt keeps lists of its things, and asks which lamp it is. By the importer that a real town uses. */
export async function seedObjects(ctx: Ctx, town: Town): Promise<void> {
  const things = generateObjects(town)
  for (const [code, layer] of Object.entries(layers) as [LayerCode, Described][]) {
    const both = ([de, en]: Words) => ({ de, en })
    const made = await createLayer(ctx, {
      name: both(layer.name),
      one: both(layer.one),
      icon: 'pin',
      colour: layer.colour,
      source: 'import',
      public: true,
      active: true,
      categories: layer.categories,
      srs: 'EPSG:4326',
      numberFrom: '',
      nameFrom: '',
      shown: layer.shown.map(([from, de, en]) => ({ from, de, en })),
      wfs: { url: '', type: '', hours: 24 },
    })
    const { errors } = await importObjects(ctx, made, csvOf(layer, things[code]))
    if (errors[0]) throw new Error(`demo objects, line ${errors[0].line}: ${errors[0].message}`)
  }
  await changeReference(ctx)
  await sql`update reports.category c set required_layer = 'strassenlaternen'
    where c.tenant_id = ${ctx.tenant.id} and c.code = 'laterne'`.execute(ctx.db)
}

function csvOf({ shown }: Described, things: readonly Thing[]): string {
  const names = shown.map(([from]) => from)
  const rows = things.map(({ number, name = '', lat, lon, attributes = {} }) =>
    [number, name, lat, lon, ...names.map((from) => attributes[from] ?? '')].join(';'),
  )
  return [['nummer', 'name', 'lat', 'lon', ...names].join(';'), ...rows].join('\n')
}

/** Reports of the past are about what stands next to them, where that is near enough to be meant. */
const NEAR_METRES = 60

export async function seedReportsAtObjects(ctx: Ctx): Promise<void> {
  const tied = Object.entries(layers).flatMap(([code, { categories }]) =>
    code === 'hydranten' ? [] : categories.map((category) => [category, code] as const),
  )
  // Of two layers that a category is offered for, the one that comes first here is meant.
  const layerOf = new Map(tied.toReversed())
  const { rows } = await sql<{ id: Uuid; type: string; lat: number; lon: number; opened_at: Date }>`
    select c.id, c.type, c.lat, c.lon, c.opened_at from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.kind = 'report' and c.type = any (${[...layerOf.keys()]})
      and c.lat is not null and not c.restricted order by c.id`.execute(ctx.db)
  const ties: { case: Uuid; object: Uuid; at: Date }[] = []
  const wanted = Map.groupBy(rows, (row) => layerOf.get(row.type)!)
  for (const [layer, cases] of wanted) {
    const objects = await objectsOf(ctx, { layer }, 10_000)
    for (const c of cases) {
      let [best, nearest]: [(typeof objects)[number] | null, number] = [null, NEAR_METRES]
      for (const object of objects) {
        if (Math.abs(object.place.lat - c.lat) > 0.001 || Math.abs(object.place.lon - c.lon) > 0.0015)
          continue
        const away = metres(object.place, c)
        if (away < nearest) [best, nearest] = [object, away]
      }
      if (best) ties.push({ case: c.id, object: best.id, at: c.opened_at })
    }
  }
  await sql`insert into reports.at_object (tenant_id, case_id, object_id, at)
    select ${ctx.tenant.id}::uuid, n.* from unnest(${ties.map((t) => t.case)}::uuid[],
      ${ties.map((t) => t.object)}::uuid[], ${ties.map((t) => t.at)}::timestamptz[]) n
    returning 1`.execute(ctx.db)
}
