import { mercator, metres, type Place } from '#modules/geo/index.ts'
import { fold } from '#platform/fold.ts'
import type { Uuid } from '#platform/ids.ts'
import { radii, type Topic, type Where, type Wish } from './wish.ts'

/** Something that happened in public, and where. */
export interface Happening {
  /** Its number in the town's feed. */
  n: number
  topic: Topic
  /** The report, or the works. */
  subject: Uuid
  /** The category; what works are of. */
  type: string
  areaId: Uuid | null
  place: Place | null
  /** The streets that it lies on; at a corner there are two. */
  streets: readonly string[]
  at: Date
  /** Of works, which are not at one place. */
  spread: Spread | null
}

/** How far works reach: the whole town, or so many metres around points; and the districts that they touch. */
export interface Spread {
  all: boolean
  reach: number
  /** Latitude, longitude. */
  points: readonly (readonly [number, number])[]
  areas: readonly Uuid[]
}

/**
 * Cells of a radius: squares of the Mercator plane. At our latitudes 1 m on the ground is about 1.6 m there, so a circle
 * around anything touches at most nine.
 */
const sideOf = (radius: number): number => radius * 2

const squareAt = (radius: number, x: number, y: number): string => `r${radius}:${x}:${y}`
const streetKey = (name: string): string => `s:${fold(name)}`
const typeKey = (type: string): string => `t:${type}`

/** The one key under which a subscription is found: its square, its street, its district, the whole town or a category. */
export function cellOf({ where, categories }: Pick<Wish, 'where' | 'categories'>): string {
  switch (where.kind) {
    case 'radius': {
      const { x, y } = mercator(where)
      const side = sideOf(where.radius)
      return squareAt(where.radius, Math.floor(x / side), Math.floor(y / side))
    }
    case 'street':
      return streetKey(where.street)
    case 'district':
      return `a:${where.areaId}`
    case 'town':
      return categories.length === 1 ? typeKey(categories[0]!) : 't'
  }
}

/** All keys under which somebody may wait for this: some fifty, each looked up in a b-tree (docs/adr/0031). */
export function cellsAround({ place, areaId, streets, type }: Happening): string[] {
  return [
    't',
    typeKey(type),
    ...(areaId ? [`a:${areaId}`] : []),
    ...new Set(streets.map(streetKey)),
    ...(place ? radii.flatMap((radius) => squares(place, radius)) : []),
  ]
}

function squares(place: Place, radius: number): string[] {
  const { x, y } = mercator(place)
  const side = sideOf(radius)
  const reach = radius / Math.cos((place.lat * Math.PI) / 180)
  const found: string[] = []
  for (let i = Math.floor((x - reach) / side); i <= Math.floor((x + reach) / side); i++)
    for (let j = Math.floor((y - reach) / side); j <= Math.floor((y + reach) / side); j++)
      found.push(squareAt(radius, i, j))
  return found
}

/** Does it lie in the place that was chosen? A cell only says that it may. */
function lies(where: Where, h: Pick<Happening, 'place' | 'areaId' | 'streets'>): boolean {
  switch (where.kind) {
    case 'radius':
      return h.place !== null && metres(where, h.place) <= where.radius
    case 'street':
      return (
        h.streets.some((street) => fold(street) === fold(where.street)) &&
        (where.areaId === null || where.areaId === h.areaId)
      )
    case 'district':
      return where.areaId === h.areaId
    case 'town':
      return true
  }
}

/** The same for works. They are few, so that they are compared with each subscription and need no keys. */
function reaches(where: Where, { spread, streets, areaId }: Happening): boolean {
  if (!spread || spread.all || where.kind === 'town') return true
  switch (where.kind) {
    case 'radius':
      return (
        (areaId !== null && areaId === where.areaId) ||
        spread.points.some(([lat, lon]) => metres(where, { lat, lon }) <= where.radius + spread.reach)
      )
    case 'street':
      return streets.some((street) => fold(street) === fold(where.street))
    case 'district':
      return spread.areas.includes(where.areaId)
  }
}

/** Is this what was asked for? Categories narrow reports; works have none. */
export const hears = (wish: Pick<Wish, 'where' | 'categories' | 'topics'>, h: Happening): boolean =>
  wish.topics.includes(h.topic) &&
  (h.topic === 'works'
    ? reaches(wish.where, h)
    : (wish.categories.length === 0 || wish.categories.includes(h.type)) && lies(wish.where, h))
