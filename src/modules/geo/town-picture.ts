import type { Ctx } from '#platform/context/context.ts'
import { areasOf, type Shape } from './areas.ts'
import { escapeXml, frameFor, pathData, svg, toPixels } from './drawing.ts'
import { featuresOf } from './features.ts'
import { boxOf, type Path } from './geometry.ts'
import { areaColours, markerColour } from './map-style.ts'
import { mercator, type Place } from './mercator.ts'

/** A point to show; `kind` becomes the class `map-dot-<kind>`. */
export type Dot = Place & { kind?: string }

const dotColours: Record<string, string> = { open: '#c2410c', closed: '#2f7d4f', mine: markerColour }

/** Several points drawn as one, with their number in it; leads to what lies there. */
export interface Gathered extends Place {
  /** The number, as short as it fits into a circle. */
  short: string
  n: number
  href: string
  /** The link in words: "12 reports". */
  label: string
}

/** A part of the town that is filled with a colour, and leads to what lies there. */
export interface Tile {
  box: { west: number; south: number; east: number; north: number }
  fill: string
  /** A sign in its middle, so that it is not told by colour alone. */
  sign: string
  href: string
  /** In words: "12 reports". */
  label: string
}

/** A small SVG of the whole town: its districts, its water, and a dot for each point. */
export async function townPicture(
  ctx: Ctx,
  points: readonly Dot[] = [],
  {
    width = 320,
    height = 320,
    gathered = [],
    tiles = [],
  }: { width?: number; height?: number; gathered?: readonly Gathered[]; tiles?: readonly Tile[] } = {},
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
    drawn.length > 0
      ? drawn.flat()
      : [...points, ...gathered].map((p) => Float64Array.of(mercator(p).x, mercator(p).y))
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
  const links = gathered
    .map((g) => {
      const { x, y } = mercator(g)
      const [cx, cy] = toPixels(frame, x, y)
      // On a phone the picture is less than half as wide, and a finger must still hit it.
      const r = 26 + Math.min(8, Math.round(Math.sqrt(g.n) / 2))
      return `<a href="${escapeXml(g.href)}" aria-label="${escapeXml(g.label)}"><circle class="map-cluster" cx="${cx}" cy="${cy}" r="${r}" fill="#17459e" stroke="#fff" stroke-width="2"/><text x="${cx}" y="${cy}" dy="7" text-anchor="middle" font-size="20" fill="#fff">${escapeXml(g.short)}</text></a>`
    })
    .join('')
  const filled = tiles
    .map(({ box, fill, sign, href, label }) => {
      const [a, b] = [
        mercator({ lat: box.north, lon: box.west }),
        mercator({ lat: box.south, lon: box.east }),
      ]
      const [[left, top], [right, bottom]] = [toPixels(frame, a.x, a.y), toPixels(frame, b.x, b.y)]
      return `<a href="${escapeXml(href)}" aria-label="${escapeXml(label)}"><rect class="map-tile" x="${left}" y="${top}" width="${(right - left).toFixed(1)}" height="${(bottom - top).toFixed(1)}" fill="${fill}" fill-opacity="0.78" stroke="#fff" stroke-width="1"/><text x="${((left + right) / 2).toFixed(1)}" y="${((top + bottom) / 2).toFixed(1)}" dy="6" text-anchor="middle" font-size="16" fill="#171a2b" stroke="#fff" stroke-width="3" paint-order="stroke">${escapeXml(sign)}</text></a>`
    })
    .join('')
  return svg(
    frame,
    ctx.t('geo.town.title', { town: ctx.tenant.name }),
    ctx.t('geo.town.dots', { count: gathered.reduce((sum, g) => sum + g.n, points.length) }),
    `${shapes}${d && `<path class="map-river" fill="${areaColours.river}" d="${d}"/>`}${filled}${dots}${links}`,
    gathered.length + tiles.length > 0,
  )
}
