import { metres } from '#modules/geo/index.ts'
import { nextDuty, type StaffMember } from '#modules/organisation/index.ts'

export interface Candidate {
  person: StaffMember
  distance: number
  /** Cases they have open. */
  load: number
  /** When they are on duty next; now or earlier if they are. */
  from: Date
}

export interface Job {
  place: { lat: number; lon: number }
  skill: string | null
  at: Date
  timeZone: string
}

/** A person with nothing to do may be this much farther away for each case that the other one has. */
const METRES_PER_CASE = 400

/**
 * The nearest qualified person on duty with room in the day; when nobody is on duty, whoever starts first. Null when
 * nobody qualifies or all are full.
 */
export function choose(
  job: Job,
  staff: readonly StaffMember[],
  loads: ReadonlyMap<string, number>,
): Candidate | null {
  const candidates = staff
    .filter((p) => p.base && (!job.skill || p.skills.includes(job.skill)))
    .map((person) => ({
      person,
      load: loads.get(person.id) ?? 0,
      from: nextDuty(person, job.at, job.timeZone),
    }))
    .filter((c): c is typeof c & { from: Date } => c.from !== null && c.load < c.person.capacity)
    .map((c) => ({ ...c, distance: Math.round(metres(c.person.base!, job.place)) }))
  if (candidates.length === 0) return null
  const first = Math.min(...candidates.map((c) => Math.max(c.from.getTime(), job.at.getTime())))
  const cost = (c: Candidate): number => c.distance + c.load * METRES_PER_CASE
  return candidates
    .filter((c) => Math.max(c.from.getTime(), job.at.getTime()) - first < 3_600_000)
    .reduce((best, c) => (cost(c) < cost(best) ? c : best))
}
