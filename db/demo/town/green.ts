/** Playgrounds and school grounds: they need room beside a street, away from houses' front doors. */
import type { Random } from '../random.ts'
import type { Lane } from './addresses.ts'
import { type Ground, isFree, type Named } from './ground.ts'
import type { LaneIndex } from './nearby.ts'
import type { TownPlan } from './plan.ts'
import { along, blob, lengthOf, type Point, rectangle } from './plane.ts'

const schoolNames = ['Grundschule', 'Gesamtschule', 'Gymnasium', 'Realschule', 'Berufsschule', 'Förderschule']
const patrons = [
  'Erich Kästner',
  'Astrid Lindgren',
  'Sophie Scholl',
  'Brüder Grimm',
  'Lise Meitner',
  'Otto Lilienthal',
  'Käthe Kollwitz',
  'Anna Seghers',
  'Karl Ziegler',
  'Maria Merian',
  'Janusz Korczak',
  'Hannah Arendt',
  'Carl Orff',
  'Robert Bosch',
  'Ida Noddack',
  'Albert Schweitzer',
]

export type Green = { playgrounds: Named[]; schools: Named[]; schoolBuildings: Named[] }

export function meadowsAndYards(
  plan: TownPlan,
  ground: Ground,
  lanes: (Lane & { quarter: number })[],
  index: LaneIndex,
  rng: Random,
): Green {
  const placed: Point[] = []
  const spot = (
    gap: number,
    apart: number,
  ): { at: Point; turn: number; street: string; quarter: number } | undefined => {
    for (let attempt = 0; attempt < 400; attempt++) {
      const lane = rng.pick(lanes)
      const { at, direction } = along(lane.line, rng.float(0.2, 0.8) * lengthOf(lane.line))
      const side = rng.chance(0.5) ? 1 : -1
      const p: Point = [at[0] - direction[1] * (gap + 6) * side, at[1] + direction[0] * (gap + 6) * side]
      if (!isFree(ground, p, gap) || !index.clear(p, '', gap)) continue
      if (placed.some((q) => Math.hypot(p[0] - q[0], p[1] - q[1]) < apart)) continue
      if (
        [...ground.landmarks, ...ground.squares].some(
          ({ ring }) => Math.hypot(p[0] - ring[0]![0], p[1] - ring[0]![1]) < 90,
        )
      )
        continue
      placed.push(p)
      return { at: p, turn: Math.atan2(direction[1], direction[0]), street: lane.name, quarter: lane.quarter }
    }
    return undefined
  }
  const schools: Named[] = []
  const schoolBuildings: Named[] = []
  const heads = rng.shuffle(patrons)
  for (let i = 0; i < plan.schools; i++) {
    const found = spot(36, 420)
    if (!found) continue
    const kind = i < plan.schools * 0.6 ? schoolNames[0]! : schoolNames[1 + (i % 5)]!
    const name = `${heads[i % heads.length]!.replaceAll(' ', '-')}-${kind === 'Gymnasium' ? 'Gymnasium' : kind === 'Grundschule' ? 'Schule (Grundschule)' : `Schule (${kind})`}`
    schools.push({ name, ring: rectangle(found.at, rng.float(90, 120), 62, found.turn) })
    schoolBuildings.push({ name, ring: rectangle([found.at[0], found.at[1]], 58, 18, found.turn) })
  }
  const playgrounds: Named[] = []
  ground.parks.forEach(({ name, ring }, i) => {
    if (i % 2 || !ring.length) return
    const centre = ring.reduce<Point>(
      (s, p) => [s[0] + p[0] / ring.length, s[1] + p[1] / ring.length],
      [0, 0],
    )
    const at: Point = [centre[0] * 0.7 + ring[3]![0] * 0.3, centre[1] * 0.7 + ring[3]![1] * 0.3]
    playgrounds.push({ name: `Spielplatz ${name}`, ring: blob(at, 26, 18, 0.4, () => 0, 12) })
  })
  const used = new Set<string>()
  while (playgrounds.length < plan.playgrounds) {
    const found = spot(21, 230)
    if (!found) break
    if (used.has(found.street)) continue
    used.add(found.street)
    const wobble = rng.float(0, 6)
    playgrounds.push({
      name: `Spielplatz ${found.street}`,
      ring: blob(found.at, 21, 16, found.turn, (a) => 0.12 * Math.sin(3 * a + wobble), 14),
    })
  }
  return { playgrounds, schools, schoolBuildings }
}
