/** What already lies on the ground before streets are laid out: water, rails, main roads, parks. */
import { noise2, type Random } from '../random.ts'
import type { MainRoad, TownPlan } from './plan.ts'
import { blob, curve, inside, type Line, nearest, type Point, type Ring, rectangle, ribbon } from './plane.ts'
import { consolidate, rasterize, trace } from './tracing.ts'

export type Named = { name: string; ring: Ring }
export type Ground = {
  river: { line: Line; ring: Ring; island?: Named; width: (p: Point) => number }
  brook?: Line
  railway?: Line
  roads: { road: MainRoad; line: Line }[]
  parks: Named[]
  cemeteries: Named[]
  industry: Named[]
  lakes: Named[]
  squares: Named[]
  landmarks: Named[]
}

export function layGround(plan: TownPlan, rng: Random): Ground {
  const noise = noise2(`${plan.seed}/ground`)
  const line = curve(plan.river.via, 45)
  const swell = (p: Point) =>
    plan.river.islandAt === undefined ? 0 : 150 * Math.exp(-(((p[0] - plan.river.islandAt) / 300) ** 2))
  const width = (p: Point) => plan.river.width * (1 + 0.14 * noise(p[0] / 260, p[1] / 260)) + swell(p)
  const uneven = (strength: number) => {
    const shift = rng.float(0, 100)
    return (a: number) =>
      strength * noise(Math.cos(a) * 1.4 + shift, Math.sin(a) * 1.4) +
      0.05 * noise(Math.cos(a) * 5, Math.sin(a) * 5 + shift)
  }
  const blobs = (list: TownPlan['parks'], strength: number): Named[] =>
    list.map((b) => ({ name: b.name, ring: blob(b.at, b.rx, b.ry, b.turn, uneven(strength)) }))
  const boxes = (list: TownPlan['squares']): Named[] =>
    list.map((b) => ({ name: b.name, ring: rectangle(b.at, b.width, b.height, b.turn) }))
  const islandLine = line.filter(
    (p) => plan.river.islandAt !== undefined && Math.abs(p[0] - plan.river.islandAt) < 330,
  )
  return {
    river: {
      line,
      width,
      ring: ribbon(line, (_, p) => width(p)),
      ...(islandLine.length > 2 && {
        island: {
          name: plan.river.islandName!,
          ring: ribbon(islandLine, (t) => 104 * Math.sin(Math.PI * Math.max(0.03, Math.min(0.97, t))) ** 0.7),
        },
      }),
    },
    ...(plan.brook && { brook: curve(plan.brook.via, 40) }),
    ...(plan.railway && { railway: curve(plan.railway.via, 45) }),
    roads: plan.roads.map((road) => ({ road, line: curve(road.via, road.motorway ? 60 : 35) })),
    parks: blobs(plan.parks, 0.28),
    cemeteries: blobs(plan.cemeteries, 0.16),
    lakes: blobs(plan.lakes, 0.3),
    industry: boxes(plan.industry),
    squares: boxes(plan.squares),
    landmarks: boxes(plan.landmarks),
  }
}

/** May a small street or a house stand here? `gap` is the room it needs. */
export function isFree(ground: Ground, p: Point, gap: number): boolean {
  if (nearest(p, ground.river.line).distance < ground.river.width(p) / 2 + gap + 18) return false
  if (ground.brook && nearest(p, ground.brook).distance < gap) return false
  if (ground.railway && nearest(p, ground.railway).distance < gap + 26) return false
  if (ground.roads.some(({ road, line }) => road.motorway && nearest(p, line).distance < gap + 55))
    return false
  return ![ground.parks, ground.cemeteries, ground.lakes].some((list) =>
    list.some(({ ring }) => inside(p, ring)),
  )
}

/** Forests fill what is far from houses, roads and water. */
export function growForests(plan: TownPlan, ground: Ground, boundary: Ring, taken: Line): Ring[] {
  const noise = noise2(`${plan.seed}/forest`)
  const grid = new Set(taken.map((p) => `${Math.floor(p[0] / 180)},${Math.floor(p[1] / 180)}`))
  const crowded = (p: Point) => {
    const [i, j] = [Math.floor(p[0] / 180), Math.floor(p[1] / 180)]
    for (let a = -1; a <= 1; a++) for (let b = -1; b <= 1; b++) if (grid.has(`${i + a},${j + b}`)) return true
    return false
  }
  const raster = rasterize(plan.radius * 1.35, 60, (p) => {
    const n = noise(p[0] / 900, p[1] / 900) + 0.4 * noise(p[0] / 260, p[1] / 260)
    if (n < plan.forest || crowded(p) || nearest(p, ground.river.line).distance < 170) return 0
    if (ground.roads.some(({ line }) => nearest(p, line).distance < 40)) return 0
    if (ground.railway && nearest(p, ground.railway).distance < 45) return 0
    return [ground.parks, ground.cemeteries, ground.lakes, ground.industry].some((l) =>
      l.some(({ ring }) => inside(p, ring)),
    )
      ? 0
      : 1
  })
  consolidate(raster, 14)
  const area = (ring: Ring) =>
    ring.reduce(
      (sum, a, i) => sum + a[0] * ring[(i + 1) % ring.length]![1] - ring[(i + 1) % ring.length]![0] * a[1],
      0,
    ) / 2
  return (trace(raster, 12).get(1) ?? []).filter(
    (ring) => area(ring) > 25_000 && ring.some((p) => inside(p, boundary)),
  )
}
