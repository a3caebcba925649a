/** Geometry on a flat plane in metres around the town's centre; only the last step turns it into longitude and latitude. */
import type { Position } from './types.ts'

export type Point = [x: number, y: number]
export type Line = Point[]
/** A closed ring; the first point is not repeated. */
export type Ring = Point[]

const METRES_PER_DEGREE = 111_195

export function projector(centre: { lat: number; lon: number }) {
  const scale = Math.cos((centre.lat * Math.PI) / 180) * METRES_PER_DEGREE
  const round = (n: number) => Math.round(n * 1e6) / 1e6
  return {
    to: ([x, y]: Point): Position => [
      round(centre.lon + x / scale),
      round(centre.lat + y / METRES_PER_DEGREE),
    ],
    from: ([lon, lat]: Position): Point => [
      (lon - centre.lon) * scale,
      (lat - centre.lat) * METRES_PER_DEGREE,
    ],
  }
}

/** Not Math.hypot: that is ten times slower, and this runs some ten million times. */
export const distance = (a: Point, b: Point) => Math.sqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)
export const mix = (a: Point, b: Point, t: number): Point => [
  a[0] + (b[0] - a[0]) * t,
  a[1] + (b[1] - a[1]) * t,
]

export function lengthOf(line: Line): number {
  let sum = 0
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!)
  return sum
}

/** Point and unit direction after `metres` along the line. */
export function along(line: Line, metres: number): { at: Point; direction: Point } {
  let left = metres
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!
    const b = line[i]!
    const step = distance(a, b)
    if (left <= step || i === line.length - 1) {
      const t = step ? Math.min(1, left / step) : 0
      return { at: mix(a, b, t), direction: step ? [(b[0] - a[0]) / step, (b[1] - a[1]) / step] : [1, 0] }
    }
    left -= step
  }
  return { at: line[0]!, direction: [1, 0] }
}

/** Nearest point of a line: how far, where, and in which direction the line runs there. */
export function nearest(p: Point, line: Line): { distance: number; at: Point; angle: number } {
  let best = Infinity
  let [x, y, angle, segment] = [0, 0, 0, 1]
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1]!
    const b = line[i]!
    const dx = b[0] - a[0]
    const dy = b[1] - a[1]
    const t = Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy || 1)))
    const qx = a[0] + dx * t
    const qy = a[1] + dy * t
    const d = (p[0] - qx) * (p[0] - qx) + (p[1] - qy) * (p[1] - qy)
    if (d < best) {
      best = d
      x = qx
      y = qy
      segment = i
    }
  }
  if (line.length > 1)
    angle = Math.atan2(line[segment]![1] - line[segment - 1]![1], line[segment]![0] - line[segment - 1]![0])
  return { distance: Math.sqrt(best), at: [x, y], angle }
}

/** Catmull-Rom through the control points, about one point every `step` metres. */
export function curve(points: Line, step = 40): Line {
  const out: Line = []
  for (let i = 0; i < points.length - 1; i++) {
    const [p0, p1, p2, p3] = [
      points[i - 1] ?? points[i]!,
      points[i]!,
      points[i + 1]!,
      points[i + 2] ?? points[i + 1]!,
    ]
    const n = Math.max(1, Math.round(distance(p1, p2) / step))
    for (let k = 0; k < n; k++) {
      const t = k / n
      const blend = (a: number, b: number, c: number, d: number) =>
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t ** 3)
      out.push([blend(p0[0], p1[0], p2[0], p3[0]), blend(p0[1], p1[1], p2[1], p3[1])])
    }
  }
  out.push(points[points.length - 1]!)
  return out
}

const boxes = new WeakMap<Ring, [number, number, number, number]>()

function boxOf(ring: Ring): [number, number, number, number] {
  const known = boxes.get(ring)
  if (known) return known
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of ring) {
    box[0] = Math.min(box[0], x)
    box[1] = Math.min(box[1], y)
    box[2] = Math.max(box[2], x)
    box[3] = Math.max(box[3], y)
  }
  boxes.set(ring, box)
  return box
}

export function inside([x, y]: Point, ring: Ring): boolean {
  const box = boxOf(ring)
  if (x < box[0] || y < box[1] || x > box[2] || y > box[3]) return false
  let odd = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!
    const b = ring[j]!
    if (a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) odd = !odd
  }
  return odd
}

/** Where two segments cross, if they do. */
export function crossing(a: Point, b: Point, c: Point, d: Point): Point | undefined {
  const den = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
  if (!den) return undefined
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / den
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / den
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? mix(a, b, t) : undefined
}

/** Douglas-Peucker; the ends stay. */
export function simplify(line: Line, tolerance: number): Line {
  if (line.length < 3) return line
  const a = line[0]!
  const b = line[line.length - 1]!
  let far = 0
  let index = 0
  for (let i = 1; i < line.length - 1; i++) {
    const d = distance(a, b) < 1e-6 ? distance(line[i]!, a) : nearest(line[i]!, [a, b]).distance
    if (d > far) [far, index] = [d, i]
  }
  if (far <= tolerance) return [a, b]
  return [
    ...simplify(line.slice(0, index + 1), tolerance).slice(0, -1),
    ...simplify(line.slice(index), tolerance),
  ]
}

/** A ribbon around a line; width may change along it (0 at the start, 1 at the end). */
export function ribbon(line: Line, width: (t: number, at: Point) => number): Ring {
  const left: Line = []
  const right: Line = []
  line.forEach((p, i) => {
    const a = line[Math.max(0, i - 1)]!
    const b = line[Math.min(line.length - 1, i + 1)]!
    const d = distance(a, b) || 1
    const half = width(i / (line.length - 1), p) / 2
    const normal: Point = [-(b[1] - a[1]) / d, (b[0] - a[0]) / d]
    left.push([p[0] + normal[0] * half, p[1] + normal[1] * half])
    right.push([p[0] - normal[0] * half, p[1] - normal[1] * half])
  })
  return [...left, ...right.reverse()]
}

/** A round, uneven shape. `wave` gives its unevenness for an angle. */
export function blob(
  centre: Point,
  rx: number,
  ry: number,
  turn: number,
  wave: (angle: number) => number,
  n = 28,
): Ring {
  return Array.from({ length: n }, (_, i) => {
    const a = (i / n) * 2 * Math.PI
    const r = 1 + wave(a)
    const x = Math.cos(a) * rx * r
    const y = Math.sin(a) * ry * r
    return [
      centre[0] + x * Math.cos(turn) - y * Math.sin(turn),
      centre[1] + x * Math.sin(turn) + y * Math.cos(turn),
    ]
  })
}

export function rectangle(centre: Point, width: number, height: number, turn: number): Ring {
  const [c, s] = [Math.cos(turn), Math.sin(turn)]
  return (
    [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const
  ).map(([i, j]) => {
    const x = (i * width) / 2
    const y = (j * height) / 2
    return [centre[0] + x * c - y * s, centre[1] + x * s + y * c]
  })
}
