import type { Fact } from './facts.ts'
import { classOfMinutes } from './spread.ts'

/** Outside of all districts; at no unit. */
export const NONE = '00000000-0000-0000-0000-000000000000'

/** How many of each. */
export type Counts = Record<string, number>

/** What is known of some reports together: everything here adds up. */
export interface Sums {
  received: number
  closed: number
  /** With a target that was kept or missed; and how many kept it. */
  judged: number
  in_time: number
  reopened: number
  /** Questions "still there?", and those that reopened the case. */
  doubts: number
  confirmed: number
  /** Came in where the same was fixed not long before. */
  repeats: number
  /** Whose reporter was asked how it was. */
  asked: number
  /** Class of duration → how many (see spread.ts). */
  answer: Counts
  fix: Counts
  /** Reason → how many. */
  late: Counts
  /** Answers to "is it fixed?", and to "how was it?" (1 to 5). */
  fixed: Counts
  mood: Counts
}

export const numberKeys = [
  'received',
  'closed',
  'judged',
  'in_time',
  'reopened',
  'doubts',
  'confirmed',
  'repeats',
  'asked',
] as const
export const countKeys = ['answer', 'fix', 'late', 'fixed', 'mood'] as const

export const noSums = (): Sums => ({
  received: 0,
  closed: 0,
  judged: 0,
  in_time: 0,
  reopened: 0,
  doubts: 0,
  confirmed: 0,
  repeats: 0,
  asked: 0,
  answer: {},
  fix: {},
  late: {},
  fixed: {},
  mood: {},
})

function count(counts: Counts, key: string | number | null, sign: 1 | -1): void {
  if (key === null) return
  const n = (counts[key] ?? 0) + sign
  if (n === 0) delete counts[key]
  else counts[key] = n
}

/** Adds one report to some sums, or takes it away. */
export function addFact(to: Sums, f: Fact, sign: 1 | -1): void {
  to.received += sign
  if (f.closed) to.closed += sign
  if (f.in_time !== null) to.judged += sign
  if (f.in_time) to.in_time += sign
  if (f.reopened) to.reopened += sign
  to.doubts += sign * f.doubts
  to.confirmed += sign * f.confirmed
  if (f.repeats) to.repeats += sign
  if (f.asked) to.asked += sign
  count(to.answer, classOfMinutes(f.answer_minutes), sign)
  count(to.fix, classOfMinutes(f.fix_minutes), sign)
  count(to.late, f.late_why, sign)
  count(to.fixed, f.fixed, sign)
  count(to.mood, f.mood, sign)
}

/** Adds sums to sums. */
export function addSums(to: Sums, more: Sums): void {
  for (const key of numberKeys) to[key] += more[key]
  for (const key of countKeys)
    for (const [name, n] of Object.entries(more[key])) {
      const sum = (to[key][name] ?? 0) + n
      if (sum === 0) delete to[key][name]
      else to[key][name] = sum
    }
}
