import { type Box, boxesMeet, boxOf, type Path } from './geometry.ts'

/** From Web Mercator metres to the pixels of a picture, y down. */
export interface Frame {
  box: Box
  width: number
  height: number
  /** Pixels a Mercator metre. */
  scale: number
}

/** The frame of a picture around a point at a zoom level (256-pixel tiles, as maps on the web count). */
export function frameAround(
  { x, y }: { x: number; y: number },
  zoom: number,
  width: number,
  height: number,
): Frame {
  const scale = 2 ** zoom / 156_543.033_92
  const [w, h] = [width / scale / 2, height / scale / 2]
  return { box: { west: x - w, east: x + w, south: y - h, north: y + h }, width, height, scale }
}

/** The frame in which a whole box has room, with a margin in pixels. */
export function frameFor(box: Box, width: number, height: number, margin: number): Frame {
  const [w, h] = [Math.max(1, box.east - box.west), Math.max(1, box.north - box.south)]
  const scale = Math.min((width - 2 * margin) / w, (height - 2 * margin) / h)
  const [x, y] = [(box.west + box.east) / 2, (box.south + box.north) / 2]
  const [halfW, halfH] = [width / scale / 2, height / scale / 2]
  return {
    box: { west: x - halfW, east: x + halfW, south: y - halfH, north: y + halfH },
    width,
    height,
    scale,
  }
}

const round = (n: number): number => Math.round(n * 10) / 10

export const toPixels = (frame: Frame, x: number, y: number): [number, number] => [
  round((x - frame.box.west) * frame.scale),
  round((frame.box.north - y) * frame.scale),
]

/** The `d` of an SVG path; points closer than half a pixel to the one before are left out. */
export function pathData(frame: Frame, paths: readonly Path[], closed: boolean): string {
  let d = ''
  for (const path of paths) {
    // A layer may be one piece of geometry with thousands of buildings: most are elsewhere.
    if (!boxesMeet(boxOf([path]), frame.box)) continue
    let [lastX, lastY] = [Number.NaN, Number.NaN]
    let points = ''
    for (let i = 0; i < path.length; i += 2) {
      const [x, y] = toPixels(frame, path[i]!, path[i + 1]!)
      if (Math.abs(x - lastX) < 0.5 && Math.abs(y - lastY) < 0.5) continue
      points += `${points === '' ? 'M' : 'L'}${x} ${y}`
      lastX = x
      lastY = y
    }
    if (points.includes('L')) d += points + (closed ? 'Z' : '')
  }
  return d
}

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** An SVG with title and description, which is how assistive technology tells it; a group where it holds links. */
export const svg = (
  { width, height }: { width: number; height: number },
  title: string,
  description: string,
  content: string,
  links = false,
): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" class="map-picture" role="${links ? 'group' : 'img'}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
  `<title>${escapeXml(title)}</title><desc>${escapeXml(description)}</desc>${content}</svg>`
