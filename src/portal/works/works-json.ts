import { publicWorks, type Work } from '#modules/works/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'

const WEEK = 7 * 86_400_000

/** What the map shows of works: those that go on, and those of the coming week, as GeoJSON. */
export async function worksJson(ctx: Ctx) {
  const [now, soon] = [await publicWorks(ctx, { state: 'now' }), await publicWorks(ctx, { state: 'soon' })]
  const next = soon.filter((work) => work.beginsAt.getTime() < ctx.now.getTime() + WEEK)
  return {
    type: 'FeatureCollection' as const,
    features: [...now, ...next].flatMap((work) => featuresOf(ctx, work, now.includes(work))),
  }
}

/** A marker, and the drawn extent under it. Whole districts and towns would cover everything else. */
function featuresOf(ctx: Ctx, work: Work, now: boolean) {
  if (!work.place) return []
  const properties = {
    url: paths.work(work.id),
    title: work.title[ctx.lang],
    kind: ctx.t(`works.kind.${work.kind}`),
    now,
  }
  const marker = {
    type: 'Feature' as const,
    properties,
    geometry: { type: 'Point' as const, coordinates: [work.place.lon, work.place.lat] },
  }
  return work.shape ? [{ type: 'Feature' as const, properties, geometry: work.shape }, marker] : [marker]
}
