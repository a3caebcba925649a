import type { Ctx } from '#platform/context/context.ts'
import { areasOf, type Shape } from './areas.ts'
import { frameFor, pathData, svg, toPixels } from './drawing.ts'
import { featuresOf } from './features.ts'
import { boxOf, type Path } from './geometry.ts'
import { areaColours, markerColour } from './map-style.ts'
import { mercator, type Place } from './mercator.ts'

/** A point to show; `kind` becomes the class `map-dot-<kind>`. */
export type Dot = Place & { kind?: string }

const dotColours: Record<string, string> = { open: '#c2410c', closed: '#2f7d4f', mine: markerColour }

/** A small SVG of the whole town: its districts, its water, and a dot for each point. */
export async function townPicture(
  ctx: Ctx,
  points: readonly Dot[] = [],
  { width = 320, height = 320 }: { width?: number; height?: number } = {},
): Promise<string> {
  const { boundary, districts } = await areasOf(ctx)
  const flat = (shape: Shape): Path[] =>
    shape.rings.map((ring) => {
      const path = new Float64Array(ring.length)
      for (let i = 0; i < ring.length; i += 2) {
        const { x, y } = mercator({ lon: ring[i]!, lat: ring[i + 1]! })
        path[i] = x
        path[i + 1] = y
      }
      return path
    })
  const drawn = (districts.length > 0 ? districts : boundary).map(flat)
  const around =
    drawn.length > 0 ? drawn.flat() : points.map((p) => Float64Array.of(mercator(p).x, mercator(p).y))
  const frame = frameFor(
    around.length > 0 ? boxOf(around) : { west: 0, east: 1, south: 0, north: 1 },
    width,
    height,
    6,
  )
  const shapes = drawn
    .map(
      (paths) =>
        `<path class="map-district" fill="#eef1f4" stroke="#9aa5b1" d="${pathData(frame, paths, true)}"/>`,
    )
    .join('')
  const water = (await featuresOf(ctx)).filter((f) => f.area && (f.kind === 'river' || f.kind === 'lake'))
  const d = pathData(
    frame,
    water.flatMap((f) => f.paths),
    true,
  )
  const dots = points
    .map((p) => {
      const { x, y } = mercator(p)
      const [cx, cy] = toPixels(frame, x, y)
      const kind = (p.kind ?? 'open').replace(/[^a-z]/g, '')
      return `<circle class="map-dot map-dot-${kind}" cx="${cx}" cy="${cy}" r="3.5" fill="${dotColours[kind] ?? markerColour}" stroke="#fff"/>`
    })
    .join('')
  return svg(
    frame,
    ctx.t('geo.town.title', { town: ctx.tenant.name }),
    ctx.t('geo.town.dots', { count: points.length }),
    `${shapes}${d && `<path class="map-river" fill="${areaColours.river}" d="${d}"/>`}${dots}`,
  )
}
