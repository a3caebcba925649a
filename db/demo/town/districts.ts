import { noise2 } from '../random.ts'
import type { TownPlan } from './plan.ts'
import { distance, type Line, type Point, type Ring } from './plane.ts'
import { consolidate, rasterize, trace } from './tracing.ts'

/** Height of a line that runs from side to side of the plan, at a given x. */
export function heightAt(line: Line, x: number): number {
  const westward = line[0]![0] > line[line.length - 1]![0]
  const n = line.length
  for (let i = 1; i < n; i++) {
    const a = line[westward ? n - i : i - 1]!
    const b = line[westward ? n - i - 1 : i]!
    if (x <= b[0] || i === n - 1) return a[1] + ((x - a[0]) / (b[0] - a[0])) * (b[1] - a[1])
  }
  return 0
}

/** District areas (same order as the plan's quarters) and the town's boundary; both come from the same borders. */
export function drawDistricts(plan: TownPlan, river: Line): { districts: Ring[]; boundary: Ring } {
  const noise = noise2(`${plan.seed}/districts`)
  const warp = (p: Point): Point => [
    p[0] + 150 * noise(p[0] / 620, p[1] / 620) + 55 * noise(p[0] / 190 + 40, p[1] / 190),
    p[1] + 150 * noise(p[0] / 620 + 90, p[1] / 620) + 55 * noise(p[0] / 190, p[1] / 190 + 70),
  ]
  const north = (p: Point) => p[1] > heightAt(river, p[0])
  const sides = plan.quarters.map((quarter) => north(quarter.at))
  const labelAt = (p: Point) => {
    const angle = Math.atan2(p[1], p[0])
    const shore =
      plan.radius *
      (1 +
        0.12 * noise(Math.cos(angle) * 2.2 + 5, Math.sin(angle) * 2.2) +
        0.05 * noise(Math.cos(angle) * 7, Math.sin(angle) * 7 + 9))
    if (Math.hypot(p[0], p[1] * 1.06) > shore) return 0
    const w = warp(p)
    const side = north(p)
    let best = 0
    let near = Infinity
    plan.quarters.forEach((quarter, i) => {
      if (sides[i] !== side) return
      const d = distance(w, quarter.at) / Math.max(0.55, quarter.reach / 760)
      if (d < near) [near, best] = [d, i + 1]
    })
    return best
  }
  const raster = rasterize(plan.radius * 1.3, 45, labelAt)
  consolidate(raster)
  const rings = trace(raster, 9)
  const largest = (list: Ring[] = []) => [...list].sort((a, b) => b.length - a.length)[0] ?? []
  return {
    districts: plan.quarters.map((_, i) => largest(rings.get(i + 1))),
    boundary: [...outline(rings.get(0) ?? [])].reverse(),
  }
}

/** The outside has two rings: the raster's own frame never appears, so the town's outline is the only one. */
const outline = (rings: Ring[]) => [...rings].sort((a, b) => b.length - a.length)[0] ?? []
