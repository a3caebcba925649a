import type { Item, StopData } from './model.ts'

/** The rules of the queue, without any storage: what is next, and what an answer does to what waits behind it. */

/** In the order of doing; behind a conflict or a refusal everything of the same case waits. */
export function nextToSend(items: readonly Item[]): Item | null {
  const stuck = new Set<string>()
  for (const item of [...items].sort(bySeq)) {
    if (item.state === 'conflict' || item.state === 'refused') stuck.add(item.case)
    if (item.state === 'waiting' && !stuck.has(item.case)) return item
  }
  return null
}

export const bySeq = (a: Item, b: Item): number => a.seq - b.seq

/** How many have not reached the town yet. */
export const unsent = (items: readonly Item[]): Item[] => items.filter((item) => item.state !== 'sent')

/**
 * What was done is done: the item, without its photo, and those behind it that were done upon the same version. Our own
 * step is no change by others. Had somebody else been there first (`from` is another version), they stay upon the old
 * one, and the next that changes the case is a conflict.
 */
export function afterDone(
  items: readonly Item[],
  id: string,
  answer: { from: number; version: number },
  now: string,
): Item[] {
  const done = items.find((item) => item.id === id)
  if (!done) return []
  const { photo: _, ...rest } = done
  const behind = items
    .filter((item) => item.case === done.case && item.seq > done.seq && item.state !== 'sent')
    .filter((item) => item.base === answer.from && item.base !== answer.version)
    .map((item) => ({ ...item, base: answer.version }))
  return [{ ...rest, state: 'sent', sentAt: now, from: answer.from, version: answer.version }, ...behind]
}

/** The person has seen what stands there now and wants theirs all the same: upon that version, with all behind it. */
export function insist(items: readonly Item[], id: string, present: Pick<StopData, 'version'>): Item[] {
  const mine = items.find((item) => item.id === id)
  if (!mine) return []
  return items
    .filter((item) => item.case === mine.case && item.seq >= mine.seq && item.state !== 'sent')
    .map((item) => {
      const base = Math.max(item.base, present.version)
      if (item.id !== id) return { ...item, base }
      const { present: _, reason: __, ...rest } = item
      return { ...rest, base, state: 'waiting' as const }
    })
}

/** Seconds to wait after so many failures in a row: 2, 4, 8 … up to five minutes, a little apart from others. */
export const backoff = (failures: number, random = 0.5): number =>
  Math.min(300, 2 ** Math.min(failures, 9)) * (0.75 + random / 2)

/**
 * The version that something done now is done upon: the one that the person sees, and what this device has made of it
 * since, as long as nobody else came in between.
 */
export function baseOf(stop: Pick<StopData, 'id' | 'version'>, items: readonly Item[]): number {
  let version = stop.version
  for (const item of [...items].sort(bySeq))
    if (item.case === stop.id && item.state === 'sent' && item.from === version && item.version !== undefined)
      version = item.version
  return version
}
