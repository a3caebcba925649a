import { csvCell } from '#http/numbers/csv.ts'
import { districts } from '#modules/geo/index.ts'
import { layers, objectsOf, type TownObject } from '#modules/objects/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { publicWorks } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'

/** What can be reported, as a table. */
export async function categoriesCsv(ctx: Ctx): Promise<string> {
  const { all, groups } = await catalogue(ctx)
  const group = new Map(groups.map((g) => [g.code, g.name]))
  const head = ['service_code', 'service_name', 'service_name_en', 'description', 'group', 'target_hours']
  const rows = all.map((c) => [
    c.code,
    c.name.de,
    c.name.en,
    c.description.de,
    group.get(c.group)?.de ?? '',
    c.targetHours,
  ])
  return `\ufeff${[head, ...rows].map((cells) => cells.map(csvCell).join(';')).join('\r\n')}\r\n`
}

const BATCH = 2000
/** So many things of one kind no town has. */
const MOST = 500_000

/** A public layer of objects as GeoJSON, a piece of text at a time. Throws NotFound for a layer that is not public. */
export async function* layerGeoJson(
  inTown: <R>(run: (ctx: Ctx) => Promise<R>) => Promise<R>,
  code: string,
): AsyncGenerator<string> {
  let after: TownObject | undefined
  let first = true
  yield '{"type":"FeatureCollection","features":[\n'
  for (let n = 0; n < MOST; n += BATCH) {
    const text = await inTown(async (ctx) => {
      const [found, areas] = [
        await objectsOf(ctx, { layer: code, ...(after && { after }) }, BATCH),
        await districts(ctx),
      ]
      after = found.at(-1)
      return found
        .map((o) => {
          const feature = JSON.stringify({
            type: 'Feature',
            id: o.id,
            geometry: { type: 'Point', coordinates: [o.place.lon, o.place.lat] },
            properties: {
              number: o.number,
              name: o.name,
              layer: o.layer.code,
              kind: o.layer.one[ctx.lang],
              district: areas.find((a) => a.id === o.areaId)?.name ?? null,
              ...o.attributes,
            },
          })
          const begin = first ? '' : ',\n'
          first = false
          return begin + feature
        })
        .join('')
    })
    yield text
    if (text === '') break
  }
  yield '\n]}\n'
}

/** Is it a layer that everybody may have? Throws NotFound. */
export async function publicLayer(ctx: Ctx, code: string): Promise<void> {
  if (!(await layers(ctx)).some((layer) => layer.code === code && layer.public && layer.active))
    throw new NotFound()
}

/** Building sites, closures and outages that the town has published. */
export async function worksGeoJson(ctx: Ctx): Promise<string> {
  const { lang, tenant } = ctx
  const features = (await publicWorks(ctx)).map((work) => ({
    type: 'Feature',
    id: work.id,
    geometry:
      work.shape ?? (work.place ? { type: 'Point', coordinates: [work.place.lon, work.place.lat] } : null),
    properties: {
      kind: work.kind,
      title: work.title[lang],
      text: work.body[lang],
      begins: work.beginsAt.toISOString(),
      ends: work.endsAt?.toISOString() ?? null,
      radius: work.extent === 'point' ? work.radius : null,
      streets: work.streets,
      url: `${tenant.publicUrl}${paths.work(work.id)}`,
    },
  }))
  return `${JSON.stringify({ type: 'FeatureCollection', features })}\n`
}
