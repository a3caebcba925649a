import { trendCells } from '#modules/analytics/index.ts'
import { nearestStreets } from '#modules/geo/index.ts'
import { clusters, type GeoBox } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { HeatAsked } from './asked.ts'
import { type HeatClass, heatClass, trendClass } from './classes.ts'

/** A square of the grid: how many reports lie in it, or came in there in a time and in the one before. */
export interface Square {
  box: GeoBox
  now: number
  before: number | null
  class: HeatClass
}

/** The squares of a part of the map, coloured; a little finer than the circles are, because they need no room. */
export async function squares(
  ctx: Ctx,
  a: HeatAsked,
  { box, zoom }: { box: GeoBox; zoom: number },
): Promise<Square[]> {
  if (a.view === 'entwicklung') {
    const { cells } = await trendCells(ctx, a.filter.filter, a.months, { box, zoom })
    return cells.map((cell) => ({ ...cell, class: trendClass(cell) }))
  }
  const { clusters: cells } = await clusters(ctx, a.filter.filter, { box, zoom })
  const most = Math.max(1, ...cells.map((c) => c.n))
  return cells.map(({ box: of, n }) => ({ box: of, now: n, before: null, class: heatClass(n, most) }))
}

/** Where the middle of each square is: the street next to it. */
export const streetsOf = (ctx: Ctx, some: readonly Square[]): Promise<(string | null)[]> =>
  nearestStreets(
    ctx,
    some.map(({ box }) => ({ lat: (box.north + box.south) / 2, lon: (box.west + box.east) / 2 })),
  )

/** As GeoJSON for the map's island. */
export const squaresJson = (some: readonly Square[]) => ({
  type: 'FeatureCollection',
  features: some.map(({ box: b, now, before, class: k }) => ({
    type: 'Feature',
    properties: {
      now,
      before,
      kind: k.key,
      fill: k.fill,
      sign: k.sign || String(now),
      box: [b.west, b.south, b.east, b.north].map((n) => Number(n.toFixed(6))).join(','),
    },
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [b.west, b.south],
          [b.east, b.south],
          [b.east, b.north],
          [b.west, b.north],
          [b.west, b.south],
        ].map(([lon, lat]) => [Number(lon!.toFixed(6)), Number(lat!.toFixed(6))]),
      ],
    },
  })),
})
