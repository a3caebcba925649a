import type { Hours } from '../organisation/types.ts'
import type { Random } from '../random.ts'
import { seasons } from './frequency.ts'
import { addOpenHours, DAY, local } from './time.ts'

const weekdays = [1.25, 1.15, 1.05, 1.05, 1, 0.75, 0.6]
const hours = [
  0.1, 0.05, 0.03, 0.03, 0.05, 0.2, 0.6, 1.3, 1.7, 1.6, 1.4, 1.2, 1.3, 1.1, 1.1, 1.2, 1.5, 1.8, 1.7, 1.4, 1.1,
  0.8, 0.5, 0.3,
]

const likely = (at: number, category: string, rng: Random) => {
  const { weekday, month, minute } = local(at)
  const chance =
    (weekdays[weekday - 1]! / 1.25) *
    (hours[Math.floor(minute / 60)]! / 1.8) *
    ((seasons[category]?.[month - 1] ?? 1) / (seasons[category] ? 2 : 1))
  return rng.chance(chance)
}

/** A believable moment between two instants; if the season never fits, the last try is taken. */
export function moment(from: number, to: number, category: string, rng: Random): Date {
  let at = from
  for (let attempt = 0; attempt < 60; attempt++) {
    // more reports lately than at the beginning: the platform became known
    at = from + (to - from) * rng.next() ** 0.4
    if (likely(at, category, rng)) break
  }
  return new Date(at)
}

/** When an open report came in, so that some are overdue, some due today and most in time. */
export function openMoment(now: Date, category: string, target: number, open: Hours[], rng: Random): Date {
  let wish: string = rng.weighted([
    ['fresh', 0.5],
    ['today', 0.16],
    ['late', 0.34],
  ] as const)
  const span = Math.max(1.5, (target / 8) * 1.5) * DAY
  const today = local(now).midnight
  for (let attempt = 0; attempt < 80; attempt++) {
    if (attempt === 30 && wish === 'today') wish = 'fresh' // nothing falls due on a Sunday
    const age = (wish === 'late' ? rng.float(1, 3) : rng.float(0.02, 1.5)) * span
    const at = new Date(now.getTime() - age)
    if (attempt < 60 && !likely(at.getTime(), category, rng)) continue
    const due = addOpenHours(at, target, open).getTime()
    if (
      wish === 'late'
        ? due < now.getTime()
        : wish === 'today'
          ? due >= today && due < today + DAY
          : due > now.getTime()
    )
      return at
  }
  return new Date(now.getTime() - rng.float(0.3, 1) * span)
}
