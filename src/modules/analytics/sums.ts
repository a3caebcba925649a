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
  /** Questions that somebody asked who is known; and all voices, of open reports too, by how sure they are. */
  doubts_sure: number
  voices_sure: number
  voices_other: number
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
  'doubts_sure',
  'voices_sure',
  'voices_other',
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
  doubts_sure: 0,
  voices_sure: 0,
  voices_other: 0,
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
  to.doubts_sure += sign * f.doubts_sure
  to.voices_sure += sign * f.voices_sure
  to.voices_other += sign * f.voices_other
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
