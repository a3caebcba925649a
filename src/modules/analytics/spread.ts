/** Sixteen classes to each doubling: one reaches 2.2 % to either side of its middle, so a median is right to that. */
const TO_A_DOUBLING = 16

/** The class of a duration in minutes. */
export const classOfMinutes = (minutes: number | null): number | null =>
  minutes === null ? null : Math.round(TO_A_DOUBLING * Math.log2(Math.max(minutes, 1)))

/** How long something took: minutes within which a half and nine in ten were done. */
export interface Spread {
  n: number
  median: number
  ninety: number
}

/** Adds classes up and finds the two; null when there is nothing. */
export function spreadOf(classes: readonly Readonly<Record<string, number>>[]): Spread | null {
  const all = new Map<number, number>()
  for (const one of classes)
    for (const [key, n] of Object.entries(one)) all.set(Number(key), (all.get(Number(key)) ?? 0) + n)
  const sorted = [...all].sort(([a], [b]) => a - b)
  const n = sorted.reduce((sum, [, count]) => sum + count, 0)
  if (n === 0) return null
  const at = (share: number): number => {
    let left = Math.ceil(n * share)
    for (const [key, count] of sorted) {
      left -= count
      if (left <= 0) return 2 ** (key / TO_A_DOUBLING)
    }
    return 2 ** (sorted.at(-1)![0] / TO_A_DOUBLING)
  }
  return { n, median: at(0.5), ninety: at(0.9) }
}
