import type { Ctx } from '#platform/context/context.ts'
import { escapeXml, type Frame, frameAround, pathData, svg, toPixels } from './drawing.ts'
import { featuresOf } from './features.ts'
import { boxesMeet } from './geometry.ts'
import { areaColours, land, markerColour, railColour, streetStyles } from './map-style.ts'
import { mercator, type Place, scaleAt } from './mercator.ts'
import { drawPoints } from './picture-points.ts'
import { type Street, streetsNear, streetsOf } from './streets.ts'

export interface PictureOptions {
  width?: number
  height?: number
  /** As maps on the web count; 17 shows some 400 metres in 640 pixels. */
  zoom?: number
  /** A circle of so many metres around the place. */
  radius?: number
  /** Other places, numbered from 1. */
  points?: readonly Place[]
  /** A word for what is at the place, for its title; otherwise only where it is. */
  what?: string
}

/** An SVG of a place and what is around it, with a marker; for pages that only show and need no map. */
export async function placePicture(ctx: Ctx, place: Place, options: PictureOptions = {}): Promise<string> {
  const { width = 640, height = 400, zoom = 17, what, radius, points } = options
  const frame = frameAround(mercator(place), zoom, width, height)
  const streets = await streetsOf(ctx)
  const seen = streets.all.filter((street) => boxesMeet(street.box, frame.box))
  const near = streetsNear(streets, place, 150).filter(({ street }) => street.owner !== 'rail')
  const names = [...new Set(near.map(({ street }) => street.name))].slice(0, 4)
  const title = what ? ctx.t('geo.picture.of', { what }) : ctx.t('geo.picture.title')
  const description =
    names.length > 0 ? ctx.t('geo.picture.near', { streets: names.join(', ') }) : ctx.t('geo.picture.nothing')
  return svg(
    frame,
    title,
    description,
    `<rect class="map-land" width="${width}" height="${height}" fill="${land}"/>` +
      (await drawFeatures(ctx, frame, zoom)) +
      drawStreets(frame, seen, scaleAt(place.lat)) +
      drawNames(frame, seen, zoom) +
      (radius ? circle(frame, radius / scaleAt(place.lat)) : '') +
      marker(width / 2, height / 2) +
      (points?.length ? drawPoints(frame, points) : ''),
  )
}

function circle({ width, height, scale }: Frame, reach: number): string {
  const r = Math.round(reach * scale)
  return `<circle class="map-radius" cx="${width / 2}" cy="${height / 2}" r="${r}" fill="${markerColour}" fill-opacity="0.08" stroke="${markerColour}" stroke-width="2"/>`
}

const order = Object.keys(areaColours)

async function drawFeatures(ctx: Ctx, frame: Frame, zoom: number): Promise<string> {
  const seen = (await featuresOf(ctx)).filter(
    (f) => boxesMeet(f.box, frame.box) && (f.kind !== 'building' || zoom >= 15),
  )
  const byKind = Map.groupBy(seen, (f) => f.kind)
  return order
    .map((kind) => {
      const features = byKind.get(kind) ?? []
      const areas = features
        .filter((f) => f.area)
        .map((f) => pathData(frame, f.paths, true))
        .join('')
      const lines = features
        .filter((f) => !f.area)
        .map((f) => pathData(frame, f.paths, false))
        .join('')
      const colour = areaColours[kind]
      return (
        (areas && `<path class="map-${kind}" fill="${colour}" fill-rule="evenodd" d="${areas}"/>`) +
        (lines &&
          `<path class="map-${kind}-line" fill="none" stroke="${colour}" stroke-width="4" d="${lines}"/>`)
      )
    })
    .join('')
}

function drawStreets(frame: Frame, streets: Street[], scale: number): string {
  const roads = Map.groupBy(
    streets.filter((s) => s.owner !== 'rail'),
    (s) => (streetStyles[s.class] ? s.class : 'residential'),
  )
  const layers = Object.entries(streetStyles).flatMap(([name, style]) => {
    const d = pathData(
      frame,
      (roads.get(name) ?? []).flatMap((s) => s.lines),
      false,
    )
    if (!d) return []
    const width = Math.max(1, (style.width / scale) * frame.scale)
    const stroke = (kind: string, colour: string, w: number) =>
      `<path class="map-${kind} map-${kind}-${name}" fill="none" stroke="${colour}" stroke-width="${w.toFixed(1)}" stroke-linecap="round" stroke-linejoin="round" d="${d}"/>`
    return [[stroke('edge', style.edge, width + 2), stroke('street', style.colour, width)] as const]
  })
  const rails = pathData(
    frame,
    streets.filter((s) => s.owner === 'rail').flatMap((s) => s.lines),
    false,
  )
  // All edges lie under all streets, so that crossings are open.
  return (
    layers.map(([edge]) => edge).join('') +
    layers.map(([, street]) => street).join('') +
    (rails &&
      `<path class="map-rail" fill="none" stroke="${railColour}" stroke-width="3" d="${rails}"/>` +
        `<path class="map-sleepers" fill="none" stroke="#fff" stroke-width="1.5" stroke-dasharray="7 7" d="${rails}"/>`)
  )
}

/** Each street's name once, along its longest straight piece in the picture, where nothing is written yet. */
function drawNames(frame: Frame, streets: Street[], zoom: number): string {
  if (zoom < 15) return ''
  const taken: [number, number, number][] = [[frame.width / 2, frame.height / 2 - 12, 26]]
  const written = new Set<string>()
  let out = ''
  const rank = (s: Street): number => Object.keys(streetStyles).indexOf(s.class)
  for (const street of streets.toSorted((a, b) => rank(b) - rank(a))) {
    if (written.has(street.name) || street.class === 'path') continue
    const at = straightest(frame, street)
    const half = street.name.length * 3.4
    if (!at || at.length < half * 1.2) continue
    const [x, y] = [Math.round(at.x), Math.round(at.y)]
    const crowded = taken.some(([a, b, r]) => Math.hypot(a - x, b - y) < r + half)
    const margin = 8 + half * Math.abs(Math.cos((at.turn * Math.PI) / 180))
    if (crowded || x < margin || x > frame.width - margin || y < 14 || y > frame.height - 8) continue
    taken.push([x, y, half])
    written.add(street.name)
    out += `<text transform="translate(${x} ${y}) rotate(${Math.round(at.turn)})" dy="4">${escapeXml(street.name)}</text>`
  }
  return (
    out &&
    `<g class="map-names" aria-hidden="true" font-family="sans-serif" font-size="12" text-anchor="middle" fill="#3d3a36" stroke="#fff" stroke-width="3" paint-order="stroke" stroke-linejoin="round">${out}</g>`
  )
}

interface Piece {
  x: number
  y: number
  turn: number
  length: number
}

/** The longest straight piece of a street within the picture, in pixels, its turn so that words stand upright. */
function straightest(frame: Frame, street: Street): Piece | null {
  let best: Piece | null = null
  for (const line of street.lines) {
    // Pieces of a street that hardly bends are read as one.
    for (const step of [2, 4, 8]) {
      for (let i = 0; i + step + 1 < line.length; i += step) {
        const from = toPixels(frame, line[i]!, line[i + 1]!)
        const seen = clip(frame, from, toPixels(frame, line[i + step]!, line[i + step + 1]!))
        if (!seen) continue
        const [[ax, ay], [bx, by]] = seen
        const length = Math.hypot(bx - ax, by - ay)
        if (best && length <= best.length) continue
        const turn = (Math.atan2(by - ay, bx - ax) * 180) / Math.PI
        const upright = turn > 90 ? turn - 180 : turn < -90 ? turn + 180 : turn
        best = { x: (ax + bx) / 2, y: (ay + by) / 2, length, turn: upright }
      }
    }
  }
  return best
}

type Pixel = [x: number, y: number]

/** What of a line from a to b lies in the picture (Liang and Barsky). */
function clip({ width, height }: Frame, a: Pixel, b: Pixel): [Pixel, Pixel] | null {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  let [from, until] = [0, 1]
  for (const [p, q] of [
    [-dx, a[0]],
    [dx, width - a[0]],
    [-dy, a[1]],
    [dy, height - a[1]],
  ] as const) {
    if (p === 0 && q < 0) return null
    if (p < 0) from = Math.max(from, q / p)
    if (p > 0) until = Math.min(until, q / p)
  }
  if (from >= until) return null
  return [
    [a[0] + from * dx, a[1] + from * dy],
    [a[0] + until * dx, a[1] + until * dy],
  ]
}

const marker = (x: number, y: number): string =>
  `<g class="map-marker" transform="translate(${x} ${y})"><path d="M0 0C-4 -9 -13 -14 -13 -24a13 13 0 1 1 26 0C13 -14 4 -9 0 0Z" fill="${markerColour}" stroke="#fff" stroke-width="2"/><circle cy="-24" r="5" fill="#fff"/></g>`
