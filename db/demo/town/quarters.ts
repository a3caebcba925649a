/** Lays out the small streets of one quarter on a bent lattice: a grid, curved rows, or rings and spokes. */
import { noise2, type Random } from '../random.ts'
import { type Ground, isFree } from './ground.ts'
import type { Quarter } from './plan.ts'
import { distance, type Line, lengthOf, nearest, type Point } from './plane.ts'

type Lattice = { at: (u: number, v: number) => Point; across: number; along: number; closed: boolean }

const styles = {
  old: { drop: [0.22, 0.12], longest: 520 },
  grid: { drop: [0.06, 0.16], longest: 1000 },
  curvy: { drop: [0.08, 0.42], longest: 840 },
  village: { drop: [0.2, 0.22], longest: 760 },
  works: { drop: [0.12, 0.3], longest: 800 },
} as const

function lattice(quarter: Quarter, rng: Random): Lattice {
  const noise = noise2(`${quarter.code}${quarter.name}`)
  const [cx, cy] = quarter.at
  const bend = (p: Point, size: number, reach: number): Point => [
    p[0] + size * noise(p[0] / reach, p[1] / reach),
    p[1] + size * noise(p[0] / reach + 30, p[1] / reach + 7),
  ]
  if (quarter.style === 'old' || quarter.style === 'village') {
    const old = quarter.style === 'old'
    const rings = old ? [70, 135, 205, 280, 365] : [95, 200, 310, 425, 545, 665]
    const spokes = old ? 15 : 13
    const tilt = rng.float(0, 1)
    return {
      across: rings.length,
      along: spokes,
      closed: true,
      at: (u, v) => {
        const low = rings[Math.floor(u)]!
        const r = low + ((rings[Math.ceil(u)] ?? low) - low) * (u % 1)
        const a = ((v + 0.22 * noise(v * 3, 5) + tilt + 0.12 * noise(u * 2, v)) / spokes) * 2 * Math.PI
        return bend(
          [cx + Math.cos(a) * r * 1.12, cy + Math.sin(a) * r * 0.95],
          old ? 34 : 95,
          old ? 120 : 330,
        )
      },
    }
  }
  const [du, dv] = { grid: [122, 196], curvy: [90, 205], works: [190, 240] }[quarter.style]!
  const rows = Math.ceil((quarter.reach * 2) / du!)
  const columns = Math.ceil((quarter.reach * 2) / dv!)
  const jitterU = Array.from({ length: rows + 1 }, () => rng.float(-0.12, 0.12))
  const jitterV = Array.from({ length: columns + 1 }, () => rng.float(-0.2, 0.2))
  const turn = (quarter.turn * Math.PI) / 180
  const strength = quarter.style === 'curvy' ? 190 : 34
  return {
    across: rows + 1,
    along: columns + 1,
    closed: false,
    at: (u, v) => {
      const x = (v + (jitterV[Math.round(v)] ?? 0) - columns / 2) * dv!
      const y = (u + (jitterU[Math.round(u)] ?? 0) - rows / 2) * du!
      const p: Point = [
        cx + x * Math.cos(turn) - y * Math.sin(turn),
        cy + x * Math.sin(turn) + y * Math.cos(turn),
      ]
      return bend(p, strength, quarter.style === 'curvy' ? 520 : 420)
    },
  }
}

export function layStreets(
  quarter: Quarter,
  ground: Ground,
  isHere: (p: Point) => boolean,
  rng: Random,
): Line[] {
  const grid = lattice(quarter, rng)
  const edge = noise2(`edge ${quarter.code}`)
  const style = styles[quarter.style]
  const mains = ground.roads.filter(({ line }) =>
    line.some((p) => distance(p, quarter.at) < quarter.reach * 1.6),
  )
  const allowed = (p: Point, heading: number) => {
    const d = distance(p, quarter.at)
    const angle = Math.atan2(p[1] - quarter.at[1], p[0] - quarter.at[0])
    if (d > quarter.reach * (1 + 0.2 * edge(Math.cos(angle) * 1.6, Math.sin(angle) * 1.6 + 4))) return false
    if (!isHere(p) || !isFree(ground, p, 14)) return false
    return mains.every(({ line }) => {
      const hit = nearest(p, line)
      const skew = Math.abs(Math.sin(heading - hit.angle))
      return hit.distance > 46 || (skew > 0.62 && hit.distance >= 0) || (skew > 0.4 && hit.distance > 24)
    })
  }
  const steps = 5
  const segment = (u: number, v: number, du: number, dv: number): Line =>
    Array.from({ length: steps + 1 }, (_, k) => grid.at(u + (du * k) / steps, v + (dv * k) / steps))
  const valid = new Map<string, Line>()
  const width = grid.along
  for (let u = 0; u < grid.across; u++)
    for (let v = 0; v < width; v++)
      for (const [du, dv, drop] of [
        [0, 1, style.drop[0]],
        [1, 0, style.drop[1]],
      ] as const) {
        if (u + du >= grid.across || (!grid.closed && v + dv >= width)) continue
        const line = segment(u, v, du, dv)
        const ok = line.every((p, i) => {
          const q = line[Math.min(i + 1, steps)]!
          const o = line[Math.max(0, i - 1)]!
          return allowed(p, Math.atan2(q[1] - o[1], q[0] - o[0]))
        })
        if (!rng.chance(drop) && ok) valid.set(`${u},${v % width},${du}`, line)
      }
  prune(valid, width, rng)
  return runs(valid, grid, style.longest, rng).map((line) =>
    meetMain(
      line,
      mains.map((m) => m.line),
    ),
  )
}

/** Takes away most loose ends, so that what is left reads as blocks with a few cul-de-sacs. */
function prune(valid: Map<string, Line>, width: number, rng: Random): void {
  for (let round = 0; round < 2; round++) {
    const degree = new Map<string, number>()
    const ends = (key: string) => {
      const [u, v, du] = key.split(',').map(Number) as [number, number, number]
      return [`${u},${v}`, `${u + du},${(v + 1 - du) % width}`]
    }
    for (const key of valid.keys()) for (const end of ends(key)) degree.set(end, (degree.get(end) ?? 0) + 1)
    for (const key of [...valid.keys()]) {
      const loose = ends(key).filter((end) => degree.get(end) === 1).length
      if (loose === 2 || (loose === 1 && rng.chance(0.35))) valid.delete(key)
    }
  }
}

/** Joins edges of one lattice line into streets of believable length. */
function runs(valid: Map<string, Line>, grid: Lattice, longest: number, rng: Random): Line[] {
  const out: Line[] = []
  const flush = (line: Line) => {
    if (lengthOf(line) > 75) out.push(line)
  }
  for (const du of [0, 1]) {
    const [outer, inner] = du ? [grid.along, grid.across] : [grid.across, grid.along]
    for (let a = 0; a < outer; a++) {
      let line: Line = []
      const limit = longest * rng.float(0.6, 1.3)
      for (let b = 0; b <= inner; b++) {
        const edge = valid.get(du ? `${b},${a},1` : `${a},${b},0`)
        if (edge) line = line.length ? [...line, ...edge.slice(1)] : [...edge]
        if ((!edge || lengthOf(line) > limit) && line.length) {
          flush(line)
          line = []
        }
      }
      if (line.length) flush(line)
    }
  }
  return out
}

/** A street that ends a little before a main road is led up to it. */
function meetMain(line: Line, mains: Line[]): Line {
  const lead = (end: Point, before: Point): Point | undefined => {
    const hit = mains.map((m) => nearest(end, m)).sort((a, b) => a.distance - b.distance)[0]
    if (!hit || hit.distance > 175 || hit.distance < 8) return undefined
    const straight =
      ((hit.at[0] - end[0]) * (end[0] - before[0]) + (hit.at[1] - end[1]) * (end[1] - before[1])) /
      (hit.distance * distance(end, before) || 1)
    return straight > 0.45 ? hit.at : undefined
  }
  const first = lead(line[0]!, line[1]!)
  const last = lead(line[line.length - 1]!, line[line.length - 2]!)
  return [...(first ? [first] : []), ...line, ...(last ? [last] : [])]
}
