import type { Random } from '../random.ts'
import { along, type Line, lengthOf, type Point, type Ring, rectangle } from './plane.ts'

export type Lot = { street: string; number: number; suffix: string; at: Point; turn: number; building: Ring }
export type Lane = { name: string; line: Line; dense: boolean }

/**
 * Puts houses on both sides of every street: odd numbers left, even right, rising from the end nearer the market.
 * `free` refuses places in water, on rails, on another street or outside.
 */
export function plotHouses(lanes: Lane[], free: (p: Point, own: string) => boolean, rng: Random): Lot[] {
  const lots: Lot[] = []
  const taken = new Map<string, Point[]>()
  const cell = (p: Point) => `${Math.round(p[0] / 30)},${Math.round(p[1] / 30)}`
  const crowded = (p: Point) => {
    const [i, j] = [Math.round(p[0] / 30), Math.round(p[1] / 30)]
    for (let a = -1; a <= 1; a++)
      for (let b = -1; b <= 1; b++)
        for (const q of taken.get(`${i + a},${j + b}`) ?? [])
          if (Math.hypot(p[0] - q[0], p[1] - q[1]) < 15) return true
    return false
  }
  const counters = new Map<string, [number, number]>()
  for (const lane of lanes) {
    const outward = Math.hypot(...lane.line[0]!) <= Math.hypot(...lane.line[lane.line.length - 1]!)
    const line = outward ? lane.line : [...lane.line].reverse()
    const length = lengthOf(line)
    const numbers = counters.get(lane.name) ?? [1, 2]
    for (const side of [0, 1] as const) {
      for (let m = rng.float(10, 20); m < length - 8; m += (lane.dense ? 17 : 22) + rng.float(-2, 6)) {
        const { at, direction } = along(line, m)
        const sign = side ? -1 : 1
        const setback = (lane.dense ? 15 : 18) + rng.float(-2, 3)
        const p: Point = [at[0] - direction[1] * setback * sign, at[1] + direction[0] * setback * sign]
        if (crowded(p) || !free(p, lane.name)) continue
        taken.set(cell(p), [...(taken.get(cell(p)) ?? []), p])
        const turn = Math.atan2(direction[1], direction[0])
        const building = rectangle(
          p,
          lane.dense ? rng.float(12, 16) : rng.float(9, 14),
          rng.float(9, 13),
          turn,
        )
        lots.push({
          street: lane.name,
          number: numbers[side],
          suffix: rng.chance(0.04) ? 'a' : '',
          at: p,
          turn,
          building,
        })
        numbers[side] += 2
      }
    }
    counters.set(lane.name, numbers)
  }
  return lots
}
