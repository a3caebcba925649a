import type { PageView } from '#http/view.ts'
import { type Gathered, townPicture } from '#modules/geo/index.ts'
import { clusters } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { hrefOf, type ListFilter } from '#portal/reports/filter.ts'
import { paths } from '../../paths.ts'
import { wholeTown } from './clusters-json.ts'

/** Cells from one side of the town to the other: circles that can be tapped, a few dozen of them at most. */
const CELLS = 5
/** Cells around the world at zoom 0 (64 of 512 pixels). */
const AROUND = 8

/** The town for those without JavaScript: each circle leads to the list of what lies there. */
export async function clusterPicture(ctx: Ctx, view: PageView, filter: ListFilter): Promise<string> {
  const box = await wholeTown(ctx)
  const wide = Math.max(box.east - box.west, 1e-4) / 360
  const zoom = Math.max(0, Math.min(22, Math.round(Math.log2(CELLS / wide / AROUND))))
  const found = await clusters(ctx, filter.filter, { box, zoom })
  const { format, t } = view
  const gathered = found.clusters
    .sort((a, b) => b.n - a.n)
    .map((c): Gathered => {
      const n = format.formatNumber(c.n)
      return {
        lat: c.lat,
        lon: c.lon,
        n: c.n,
        short: c.n < 10_000 ? n : `${format.formatNumber(Math.round(c.n / 1000))}k`,
        href: hrefOf(paths.list, filter, { bereich: c.box }),
        label: t('map.there', { count: c.n, n }),
      }
    })
  return townPicture(ctx, [], { width: 760, height: 640, gathered })
}
