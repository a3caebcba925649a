import { areaAt, type Place, streetsAt } from '#modules/geo/index.ts'
import type { Happening } from '#modules/subscriptions/index.ts'
import { covers, publicWorks, type Shape, stateOf, type Work } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** So close do the points lie that stand for a line, in metres, and so many at most. */
const STEP = 100
const MOST = 300
const METRES_A_DEGREE = 111_195

/** Works that are public and not over, by id. */
export async function worksOf(ctx: Ctx, ids: readonly Uuid[]): Promise<Map<Uuid, Work>> {
  if (ids.length === 0) return new Map()
  const wanted = new Set(ids)
  return new Map(
    (await publicWorks(ctx))
      .filter((work) => wanted.has(work.id) && stateOf(work, ctx.now) !== 'past')
      .map((work) => [work.id, work]),
  )
}

/** Where works are, as subscriptions are compared with it: points along them, their streets and districts. */
export async function happeningOf(ctx: Ctx, n: number, work: Work): Promise<Happening> {
  const points = spreadOf(work)
  const named = new Set(work.streets)
  const areas = new Set<Uuid>(work.areaId ? [work.areaId] : [])
  // A closure of two kilometres crosses more streets than it names; a few places along it tell which.
  for (const point of points.filter((_, i) => i % Math.ceil(points.length / 20) === 0)) {
    for (const street of await streetsAt(ctx, point)) named.add(street)
    const { district } = await areaAt(ctx, point)
    if (district) areas.add(district.id)
  }
  return {
    n,
    topic: 'works',
    subject: work.id,
    type: work.kind,
    areaId: work.areaId,
    place: work.place,
    streets: [...named],
    at: ctx.now,
    spread: {
      all: work.extent === 'town',
      reach: work.radius + STEP / 2,
      points: points.map(({ lat, lon }): [number, number] => [lat, lon]),
      areas: [...areas],
    },
  }
}

function spreadOf(work: Work): Place[] {
  if (work.extent === 'town' || work.extent === 'district') return []
  if (!work.shape) return work.place ? [work.place] : []
  const along = pathsOf(work.shape).flatMap(dense)
  const all = /Polygon$/.test(work.shape.type) ? [...along, ...within(work)] : along
  return all.filter((_, i) => i % Math.ceil(all.length / MOST) === 0)
}

const pathsOf = (shape: Shape): readonly (readonly (readonly number[])[])[] => {
  switch (shape.type) {
    case 'LineString':
      return [shape.coordinates]
    case 'MultiPolygon':
      return shape.coordinates.flat()
    default:
      return shape.coordinates
  }
}

/** The positions of a line, and as many between them as are needed. */
function dense(line: readonly (readonly number[])[]): Place[] {
  return line.flatMap(([lon, lat], i) => {
    const [toLon, toLat] = line[i + 1] ?? [lon, lat]
    const scale = Math.cos((lat! * Math.PI) / 180)
    const length = Math.hypot((toLat! - lat!) * METRES_A_DEGREE, (toLon! - lon!) * METRES_A_DEGREE * scale)
    const pieces = Math.max(1, Math.ceil(length / STEP))
    return Array.from({ length: pieces }, (_, k) => ({
      lat: lat! + ((toLat! - lat!) * k) / pieces,
      lon: lon! + ((toLon! - lon!) * k) / pieces,
    }))
  })
}

/** Points of a grid that lie in an area. */
function within(work: Work): Place[] {
  if (!work.box) return []
  const { west, south, east, north } = work.box
  const steps = Array.from({ length: 15 }, (_, i) => (i + 0.5) / 15)
  return steps
    .flatMap((a) => steps.map((b) => ({ lat: south + (north - south) * a, lon: west + (east - west) * b })))
    .filter((place) => covers(work, place, null))
}
