import { random } from '../random.ts'
import { type Lane, type Lot, plotHouses } from './addresses.ts'
import { describe } from './describe.ts'
import { drawDistricts } from './districts.ts'
import { meadowsAndYards } from './green.ts'
import { growForests, isFree, layGround } from './ground.ts'
import { namer } from './names.ts'
import { laneIndex } from './nearby.ts'
import { pathsOf } from './paths.ts'
import type { TownPlan } from './plan.ts'
import { inside, type Line, type Point } from './plane.ts'
import { layStreets } from './quarters.ts'
import type { Town } from './types.ts'

/** Builds a whole town from its plan. The same plan and seed give the same town, to the last digit. */
export function build(plan: TownPlan, seed = plan.seed): Town {
  const rng = random(seed)
  const ground = layGround(plan, rng.fork('ground'))
  const { districts, boundary } = drawDistricts(plan, ground.river.line)
  const names = namer(seed)
  for (const reserved of [...plan.roads, ...plan.squares]) names.reserve(reserved.name)
  const core = (p: Point, own: number) => inside(p, districts[own]!)

  const small: (Lane & { quarter: number })[] = []
  plan.quarters.forEach((quarter, i) => {
    const lines = layStreets(quarter, ground, (p) => core(p, i), rng.fork(quarter.code))
    for (const line of lines)
      small.push({
        name: names.next(quarter.style),
        line,
        dense: quarter.style === 'old' || quarter.style === 'grid',
        quarter: i,
      })
  })
  const mains: Lane[] = ground.roads.map(({ road, line }) => ({ name: road.name, line, dense: false }))
  const paths = pathsOf(plan, ground, names, rng.fork('paths'))
  const lanes = laneIndex([...small, ...mains])
  const green = meadowsAndYards(plan, ground, small, lanes, rng.fork('green'))
  const blocked = [
    ...green.playgrounds,
    ...green.schools,
    ...ground.squares,
    ...ground.landmarks,
    ...ground.industry,
  ]
  const free = (p: Point, own: string) =>
    inside(p, boundary) &&
    isFree(ground, p, 16) &&
    lanes.clear(p, own, 13) &&
    !blocked.some(({ ring }) => inside(p, ring))
  const built = ground.roads
    .filter(({ road }) => !road.motorway && !road.name.includes('tangente'))
    .map(({ road, line }): Lane => ({ name: road.name, line: inhabited(line, plan, boundary), dense: false }))
    .filter((lane) => lane.line.length > 1)
  const lots = choose(
    plotHouses([...small, ...built], free, rng.fork('houses')),
    plan.addresses,
    rng.fork('lots'),
  )
  const taken = [...lots.all.map((l) => l.at), ...small.flatMap((s) => s.line)]
  const forests = growForests(plan, ground, boundary, taken)
  return describe(plan, { ground, districts, boundary, small, paths, green, forests, lots })
}

/** Houses stand along a main road only where a quarter is near. */
function inhabited(line: Line, plan: TownPlan, boundary: Point[]): Line {
  const flags = line.map(
    (p) =>
      inside(p, boundary) &&
      plan.quarters.some((q) => Math.hypot(p[0] - q.at[0], p[1] - q.at[1]) < q.reach * 0.95),
  )
  const first = flags.indexOf(true)
  const last = flags.lastIndexOf(true)
  return first < 0 ? [] : line.slice(first, last + 1)
}

/** Every lot gets a building; `count` of them get an address. */
function choose(all: Lot[], count: number, rng: { shuffle<T>(items: readonly T[]): T[] }) {
  const keep = new Set(rng.shuffle(all.map((_, i) => i)).slice(0, count))
  return { all, addressed: all.filter((_, i) => keep.has(i)) }
}
