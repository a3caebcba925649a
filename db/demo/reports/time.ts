import type { Hours } from '../organisation/types.ts'
import type { Random } from '../random.ts'

const ZONE = 'Europe/Berlin'
export const MINUTE = 60_000
export const DAY = 86_400_000

const formats = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, hour: '2-digit', hourCycle: 'h23' })
const offsets = new Map<number, number>()

/** Offset of local time in milliseconds; changes only at a known hour of two nights, so one look-up a day does. */
function offset(at: number): number {
  const day = Math.floor(at / DAY)
  let known = offsets.get(day)
  if (known === undefined) {
    const noon = day * DAY + DAY / 2
    known = ((Number(formats.format(noon)) - 12 + 24) % 24) * 60 * MINUTE
    offsets.set(day, known)
  }
  return known
}

/** Weekday (1 Monday), month (1 to 12), minute of the day, start of the local day. */
export function local(at: Date | number) {
  const t = Number(at)
  const shifted = t + offset(t)
  const d = new Date(shifted)
  const minute = d.getUTCHours() * 60 + d.getUTCMinutes()
  return { weekday: d.getUTCDay() || 7, month: d.getUTCMonth() + 1, minute, midnight: t - (shifted % DAY) }
}

const minutes = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))

/** The instant at which `hours` of opening time have passed since `from`. */
export function addOpenHours(from: Date, hours: number, open: Hours[]): Date {
  let left = hours * 60
  let day = local(from).midnight
  let start = local(from).minute
  for (let guard = 0; guard < 400; guard++) {
    const { weekday } = local(day + DAY / 2)
    for (const span of open) {
      if (span.weekday !== weekday) continue
      const [a, b] = [Math.max(minutes(span.from), start), minutes(span.to)]
      if (b <= a) continue
      if (left <= b - a) return new Date(day + (a + left) * MINUTE)
      left -= b - a
    }
    day = local(day + DAY * 1.5).midnight
    start = 0
  }
  return new Date(day)
}

/** Moves an instant into working time: the same day if it fits, else the next working morning. Never earlier. */
export function atWork(at: Date, rng: Random): Date {
  let t = at.getTime()
  for (;;) {
    const { weekday, minute, midnight } = local(t)
    if (weekday > 5 || minute > 16 * 60) t = local(midnight + DAY * 1.5).midnight + 7 * 60 * MINUTE
    else if (minute < 7 * 60) return new Date(midnight + (7 * 60 + rng.int(5, 150)) * MINUTE)
    else return new Date(t)
  }
}
