/** A small drawing kit: a canvas collects SVG, with light, shadow and roughness that make drawings read as photos. */
import { type Random, random } from '../random.ts'

export type Light = 'sun' | 'cloud' | 'dusk' | 'night' | 'winter'
export type XY = readonly [number, number]
export type Canvas = {
  w: number
  h: number
  rng: Random
  light: Light
  /** Counts from 0; chooses between kinds of the same thing, so that variants really differ. */
  variant: number
  /** Draw the thing in good order: the photo after the work is done. */
  fixed: boolean
  add(...svg: string[]): void
  /** A gradient fill; `angle` 0 runs top to bottom, 90 left to right, 'round' from the middle outwards. */
  fade(colours: readonly string[], angle?: number | 'round'): string
  /** `hand` moves the whole picture: nobody holds a phone quite straight. */
  toSvg(hand: string): string
}

/** Drawn smaller and enlarged later: half the work, and the softness of a small lens. */
const SCALE = 0.6

export function canvas(
  seed: string,
  variant: number,
  light: Light,
  portrait: boolean,
  fixed: boolean,
): Canvas {
  const [w, h] = portrait ? [768, 1024] : [1024, 768]
  const defs: string[] = []
  const body: string[] = []
  return {
    w,
    h,
    rng: random(seed),
    light,
    variant,
    fixed,
    add: (...svg) => void body.push(...svg),
    fade(colours, angle = 0) {
      const id = `g${defs.length}`
      const stops = colours
        .map(
          (c, i) =>
            `<stop offset="${(i / (colours.length - 1)).toFixed(2)}" stop-color="${c.slice(0, 7)}" stop-opacity="${c.length > 7 ? (Number.parseInt(c.slice(7), 16) / 255).toFixed(2) : 1}"/>`,
        )
        .join('')
      defs.push(
        angle === 'round'
          ? `<radialGradient id="${id}">${stops}</radialGradient>`
          : `<linearGradient id="${id}" x1="0" y1="0" x2="${Math.sin((angle * Math.PI) / 180).toFixed(2)}" y2="${Math.cos((angle * Math.PI) / 180).toFixed(2)}">${stops}</linearGradient>`,
      )
      return `url(#${id})`
    },
    toSvg: (hand) =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${w * SCALE}" height="${h * SCALE}" viewBox="0 0 ${w} ${h}"><defs>${defs.join('')}</defs><g transform="${hand}">${body.join('')}</g></svg>`,
  }
}

const n = (x: number) => x.toFixed(1)
export const poly = (points: readonly XY[], fill: string, extra = '') =>
  `<path d="M${points.map((p) => `${n(p[0])} ${n(p[1])}`).join('L')}Z" fill="${fill}" ${extra}/>`
export const box = (x: number, y: number, w: number, h: number, fill: string, extra = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${extra}/>`
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, extra = '') =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${extra}/>`
export const stroke = (points: readonly XY[], colour: string, width: number, extra = '') =>
  `<path d="M${points.map((p) => `${n(p[0])} ${n(p[1])}`).join('L')}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`
export const arc = (d: string, colour: string, width: number, extra = '') =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`
export const turned = (angle: number, x: number, y: number, ...svg: string[]) =>
  `<g transform="rotate(${n(angle)} ${n(x)} ${n(y)})">${svg.join('')}</g>`

/** An uneven round outline. */
export function lump(
  rng: Random,
  x: number,
  y: number,
  rx: number,
  ry: number,
  rough = 0.16,
  points = 22,
): XY[] {
  const wave = [rng.float(0, 6), rng.float(0, 6)]
  return Array.from({ length: points }, (_, i) => {
    const a = (i / points) * 2 * Math.PI
    const r =
      1 + rough * (0.6 * Math.sin(2 * a + wave[0]!) + 0.5 * Math.sin(3 * a + wave[1]!) + rng.float(-0.6, 0.6))
    return [x + Math.cos(a) * rx * r, y + Math.sin(a) * ry * r]
  })
}

/** The same outline with soft corners. */
export function soft(points: readonly XY[], fill: string, extra = ''): string {
  const mid = (a: XY, b: XY): XY => [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
  const start = mid(points[points.length - 1]!, points[0]!)
  const d = points
    .map(
      (p, i) =>
        `Q${n(p[0])} ${n(p[1])} ${mid(p, points[(i + 1) % points.length]!)
          .map(n)
          .join(' ')}`,
    )
    .join('')
  return `<path d="M${start.map(n).join(' ')}${d}Z" fill="${fill}" ${extra}/>`
}

/** A soft shadow lying on the ground. */
export const shadow = (c: Canvas, x: number, y: number, rx: number, ry: number, dark = '99') =>
  oval(x, y, rx, ry, c.fade([`#0b0d12${dark}`, '#0b0d1266', '#0b0d1200'], 'round'))

/** Many small specks in a few tones; nearer ones are larger. One path a tone keeps this cheap. */
export function specks(
  c: Canvas,
  area: { x: number; y: number; w: number; h: number },
  tones: readonly string[],
  count: number,
  size: number,
  flat = 0.5,
): void {
  for (const tone of tones) {
    let d = ''
    for (let i = 0; i < count / tones.length; i++) {
      const t = Math.sqrt(c.rng.next())
      const s = size * (0.25 + t) * c.rng.float(0.5, 1.2)
      const [x, y] = [area.x + c.rng.next() * area.w, area.y + t * area.h]
      d += `M${n(x)} ${n(y)}l${n(s)} ${n(-s * flat)} ${n(s * 0.7)} ${n(s * flat)} ${n(-s * 0.9)} ${n(s * flat)}z`
    }
    c.add(
      `<path d="${d}" fill="${tone.slice(0, 7)}" fill-opacity="${tone.length > 7 ? (Number.parseInt(tone.slice(7), 16) / 255).toFixed(2) : 1}"/>`,
    )
  }
}

/** Mixes two colours. */
export function blend(a: string, b: string, t: number): string {
  const part = (s: string, i: number) => Number.parseInt(s.slice(1 + 2 * i, 3 + 2 * i), 16)
  return `#${[0, 1, 2]
    .map((i) =>
      Math.round(part(a, i) + (part(b, i) - part(a, i)) * t)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}
