/** Man-made things that follow from the rest: halls in the industrial areas, bridges where lines cross the river. */
import type { Ground, Named } from './ground.ts'
import type { Path } from './paths.ts'
import type { TownPlan } from './plan.ts'
import { crossing, type Point, rectangle } from './plane.ts'

export function halls(plan: TownPlan): Named[] {
  return plan.industry.flatMap(({ name, at, width, height, turn }) =>
    [-0.32, 0, 0.32].flatMap((u) =>
      [-0.24, 0.24].map((v, j) => ({
        name: `${name}, Halle`,
        ring: rectangle(
          [
            at[0] + u * width * Math.cos(turn) - v * height * Math.sin(turn),
            at[1] + u * width * Math.sin(turn) + v * height * Math.cos(turn),
          ],
          width * (0.2 + 0.05 * j),
          height * (0.34 - 0.08 * j),
          turn,
        ),
      })),
    ),
  )
}

const bridgeNames = [
  'Seldebrücke',
  'Alte Brücke',
  'Westbrücke',
  'Ostbrücke',
  'Auwaldbrücke',
  'Autobahnbrücke',
  'Bahnbrücke',
  'Mühlensteg',
  'Schleusenbrücke',
  'Kanalbrücke',
]

export function bridges(ground: Ground): Path[] {
  const out: Path[] = []
  const lines = [...ground.roads.map((r) => r.line), ...(ground.railway ? [ground.railway] : [])]
  for (const l of lines)
    for (let i = 1; i < l.length; i++)
      for (let j = 1; j < ground.river.line.length; j++) {
        const [a, b] = [l[i - 1]!, l[i]!]
        const hit = crossing(a, b, ground.river.line[j - 1]!, ground.river.line[j]!)
        if (!hit) continue
        const d = Math.hypot(b[0] - a[0], b[1] - a[1])
        const half = ground.river.width(hit) / 2 + 22
        const unit: Point = [(b[0] - a[0]) / d, (b[1] - a[1]) / d]
        out.push({
          name: bridgeNames[out.length] ?? 'Brücke',
          line: [
            [hit[0] - unit[0] * half, hit[1] - unit[1] * half],
            [hit[0] + unit[0] * half, hit[1] + unit[1] * half],
          ],
        })
      }
  return out
}
