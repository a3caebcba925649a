import { metres } from '#modules/geo/index.ts'

export interface Point {
  lat: number
  lon: number
}

export interface Stop {
  id: string
  place: Point | null
  /** An appointment, if there is one. */
  at: Date | null
  /** 0 to 3; urgent ones should not wait until the evening. */
  priority: number
}

/** Metres a minute in a town, with lights and turns: 20 km/h on a way that is a third longer than the crow flies. */
const PACE = 250
/** Minutes at a stop, for reckoning when the next one is reached. */
const STAY = 20
/** What a minute of being late for an appointment weighs, in metres; and a minute of standing there too early. */
const LATE = 2_000
const EARLY = 40
/** What a minute weighs that something urgent has to wait. */
const WAIT = [0, 0, 20, 150]

/**
 * A sensible order of a day's stops: by the nearest neighbour first, then mended by turning pieces round (2-opt) and
 * moving single stops until nothing gets better. It counts the way, being late or early for appointments, and how long
 * urgent things wait. Stops without a place come at the end. The same stops always give the same order.
 */
export function orderStops<S extends Stop>(start: Point | null, now: Date, stops: readonly S[]): S[] {
  const sorted = [...stops].sort((a, b) => b.priority - a.priority || (a.id < b.id ? -1 : 1))
  const placed = sorted.filter((stop) => stop.place)
  const cost = (order: readonly S[]): number => costOf(start, now, order)
  let best = nearestFirst(start, placed)
  let least = cost(best)
  for (let better = true; better; ) {
    better = false
    for (const tried of changesOf(best)) {
      const costs = cost(tried)
      if (costs >= least - 1) continue
      best = tried
      least = costs
      better = true
      break
    }
  }
  return [...best, ...sorted.filter((stop) => !stop.place).sort(byAppointment)]
}

const byAppointment = (a: Stop, b: Stop): number =>
  (a.at?.getTime() ?? Infinity) - (b.at?.getTime() ?? Infinity) || b.priority - a.priority || 0

function nearestFirst<S extends Stop>(start: Point | null, stops: readonly S[]): S[] {
  const left = [...stops]
  const order: S[] = []
  let at = start ?? left[0]?.place ?? null
  while (left.length > 0) {
    const far = left.map((stop) => metres(at!, stop.place!))
    const [next] = left.splice(far.indexOf(Math.min(...far)), 1)
    order.push(next!)
    at = next!.place
  }
  return order
}

/** Every piece turned round, then every stop at every other place. */
function* changesOf<S>(order: readonly S[]): Generator<S[]> {
  for (let i = 0; i < order.length - 1; i++)
    for (let j = i + 1; j < order.length; j++)
      yield [...order.slice(0, i), ...order.slice(i, j + 1).reverse(), ...order.slice(j + 1)]
  for (let i = 0; i < order.length; i++)
    for (let j = 0; j < order.length; j++) {
      if (i === j || i === j + 1) continue
      const without = order.toSpliced(i, 1)
      yield without.toSpliced(j, 0, order[i]!)
    }
}

/** What an order costs, in metres. */
export function costOf(start: Point | null, now: Date, order: readonly Stop[]): number {
  let cost = 0
  let minutes = 0
  let at = start
  for (const stop of order) {
    if (!stop.place) continue
    const way = at ? metres(at, stop.place) : 0
    minutes += way / PACE
    cost += way + minutes * WAIT[Math.min(3, Math.max(0, stop.priority))]!
    if (stop.at) {
      const until = (stop.at.getTime() - now.getTime()) / 60_000 - minutes
      // What was to be hours ago is late anyway; one should go there first, not because it gets any later.
      cost += until < 0 ? Math.min(-until, 600) * LATE : until * EARLY
      minutes += Math.max(0, until)
    }
    minutes += STAY
    at = stop.place
  }
  return cost
}

/** New stops go where they cost least in an order that somebody has chosen. */
export function insertStops<S extends Stop>(
  start: Point | null,
  now: Date,
  chosen: readonly S[],
  more: readonly S[],
): S[] {
  return more.reduce<S[]>(
    (order, stop) => {
      if (!stop.place) return order.concat([stop])
      const tries = Array.from({ length: order.length + 1 }, (_, i) => order.toSpliced(i, 0, stop))
      return tries.reduce((a, b) => (costOf(start, now, b) < costOf(start, now, a) ? b : a))
    },
    [...chosen],
  )
}
