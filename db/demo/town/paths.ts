/** Promenades along the river, ways through parks and forest tracks. */
import type { Random } from '../random.ts'
import { heightAt } from './districts.ts'
import type { Ground } from './ground.ts'
import type { TownPlan } from './plan.ts'
import { curve, type Line, type Point } from './plane.ts'

export type Path = { name: string; line: Line }

export function pathsOf(
  plan: TownPlan,
  ground: Ground,
  names: { reserve(name: string): void },
  rng: Random,
): Path[] {
  const out: Path[] = []
  const add = (name: string, line: Line) => {
    names.reserve(name)
    out.push({ name, line })
  }
  const shore = (side: 1 | -1): Line =>
    ground.river.line
      .filter((p) => Math.abs(p[0]) < plan.radius * 0.72)
      .map(
        (p) => [p[0], heightAt(ground.river.line, p[0]) + side * (ground.river.width(p) / 2 + 16)] as Point,
      )
  add(plan.river.promenades[0], shore(1))
  add(plan.river.promenades[1], shore(-1))
  if (ground.brook)
    add(
      'Erlenbachweg',
      ground.brook.map((p) => [p[0] + 14, p[1]] as Point).filter((p) => p[1] < plan.radius * 0.85),
    )
  for (const { name, ring } of [...ground.parks, ...ground.cemeteries]) {
    const n = ring.length
    const centre = ring.reduce<Point>((s, p) => [s[0] + p[0] / n, s[1] + p[1] / n], [0, 0])
    const start = rng.int(0, n - 1)
    const through = curve(
      [
        ring[start]!,
        [centre[0] + rng.float(-20, 20), centre[1] + rng.float(-20, 20)],
        ring[(start + Math.floor(n * rng.float(0.4, 0.6))) % n]!,
      ],
      25,
    )
    add(
      name.startsWith('Friedhof') || name.endsWith('friedhof') ? `Hauptweg ${name}` : `Parkweg ${name}`,
      through,
    )
  }
  if (ground.river.island) {
    const ring = ground.river.island.ring
    const half = ring.length / 2
    add(
      'Inselweg',
      Array.from({ length: half - 2 }, (_, i) => {
        const [a, b] = [ring[i + 1]!, ring[ring.length - 2 - i]!]
        return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as Point
      }),
    )
  }
  return out
}
