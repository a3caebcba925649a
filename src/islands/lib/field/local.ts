import type { DayData, Item, StopData } from './model.ts'
import { bySeq } from './queue.ts'

/** A stop as the person on the street has it: what the server knows, and what was done since on top. */
export interface LocalStop extends StopData {
  items: readonly Item[]
  /** Arrived, by oneself, today. */
  arrivedAt: string | null
  /** Finished, be it that nobody but this device knows so far. */
  done: boolean
  minutes: number
}

/** Puts what waits on top of what the server said. Nothing of the server's word is lost. */
export function localStop(stop: StopData, all: readonly Item[]): LocalStop {
  const items = all.filter((item) => item.case === stop.id).sort(bySeq)
  const open = items.filter((item) => item.state === 'waiting')
  const known = new Set(stop.entries.map((entry) => entry.id))
  const minutes = [
    ...stop.entries.map((entry) => entry.minutes ?? 0),
    ...items.map((item) => (item.deed.kind === 'time' && !known.has(item.id) ? item.deed.minutes : 0)),
  ]
  const arrived =
    stop.entries.findLast((entry) => entry.kind === 'arrival' && entry.mine)?.at ??
    items.findLast((item) => item.deed.kind === 'arrive')?.at ??
    null
  const finished = items.some(
    (item) => item.deed.kind === 'finish' && (item.state === 'waiting' || item.state === 'sent'),
  )
  const started = open.some((item) => item.deed.kind === 'start')
  return {
    ...stop,
    status: started && stop.status !== 'closed' ? 'in_progress' : stop.status,
    items,
    arrivedAt: arrived,
    done: finished || stop.status === 'closed',
    minutes: minutes.reduce((sum, n) => sum + n, 0),
  }
}

/** The day's stops in the person's order; cases that wait and are no longer among them are not lost either. */
export function localStops(
  day: DayData,
  items: readonly Item[],
  order: readonly string[] | null,
): LocalStop[] {
  const stops = day.stops.map((stop) => localStop(stop, items))
  if (!order) return stops
  const place = (stop: LocalStop): number => {
    const i = order.indexOf(stop.id)
    return i < 0 ? order.length : i
  }
  return stops
    .map((stop, i) => ({ stop, i }))
    .sort((a, b) => place(a.stop) - place(b.stop) || a.i - b.i)
    .map(({ stop }) => stop)
}

/** Where one goes next: the first that is not done, after this one if there is any. */
export function nextStop(stops: readonly LocalStop[], after?: string): LocalStop | null {
  const i = stops.findIndex((stop) => stop.id === after)
  const open = (stop: LocalStop): boolean => !stop.done && stop.id !== after
  return stops.slice(i + 1).find(open) ?? stops.find(open) ?? null
}

/** The order with one stop moved up or down. */
export function moved(ids: readonly string[], id: string, by: -1 | 1): string[] {
  const i = ids.indexOf(id)
  const j = i + by
  if (i < 0 || j < 0 || j >= ids.length) return [...ids]
  const next = [...ids]
  ;[next[i], next[j]] = [next[j]!, next[i]!]
  return next
}
