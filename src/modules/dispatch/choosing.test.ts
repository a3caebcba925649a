import { describe, expect, test } from 'vitest'
import type { StaffMember } from '#modules/organisation/index.ts'
import { choose, type Job } from './choosing.ts'

const monday = new Date('2026-11-23T08:00:00Z') // 09:00 in Berlin
const job: Job = {
  place: { lat: 50.128, lon: 8.928 },
  skill: 'asphalt',
  at: monday,
  timeZone: 'Europe/Berlin',
}

/** Somebody so many metres north of the job. */
const person = (id: string, metres: number, more: Partial<StaffMember> = {}): StaffMember => ({
  id,
  name: id,
  email: `${id}@example.org`,
  lang: 'de',
  active: true,
  units: ['u'],
  roles: ['field_worker'],
  skills: ['asphalt'],
  levels: { asphalt: 2 },
  duty: [{ weekday: 1, from: '07:00', until: '15:30' }],
  base: { lat: job.place.lat + metres / 111_195, lon: job.place.lon },
  capacity: 8,
  absentUntil: null,
  deputies: [],
  ...more,
})
const chosen = (staff: StaffMember[], loads: Record<string, number> = {}, at = monday) =>
  choose({ ...job, at }, staff, new Map(Object.entries(loads)))

describe('dispatch chooses', () => {
  test('the nearest', () => {
    expect(chosen([person('far', 900), person('near', 500)])).toMatchObject({
      person: { id: 'near' },
      distance: 500,
      load: 0,
    })
  })
  test('a less busy one, if not much farther away', () => {
    expect(chosen([person('busy', 100), person('free', 1200)], { busy: 3 })?.person.id).toBe('free')
    expect(chosen([person('busy', 100), person('free', 1400)], { busy: 3 })?.person.id).toBe('busy')
  })
  test('only who is qualified, has a place to start from and room in the day', () => {
    expect(chosen([person('other', 10, { skills: ['holz'] }), person('right', 5000)])?.person.id).toBe(
      'right',
    )
    expect(chosen([person('nowhere', 10, { base: null })])).toBeNull()
    expect(chosen([person('full', 10)], { full: 8 })).toBeNull()
    expect(chosen([])).toBeNull()
  })
  test('who is on duty before who is near; else who starts first', () => {
    const later = person('later', 10, { duty: [{ weekday: 1, from: '13:00', until: '20:00' }] })
    expect(chosen([later, person('now', 3000)])?.person.id).toBe('now')
    const sunday = new Date('2026-11-22T08:00:00Z')
    const early = chosen([later, person('early', 3000)], {}, sunday)
    expect(early?.person.id).toBe('early')
    expect(early?.from.toISOString()).toBe('2026-11-23T06:00:00.000Z')
  })
  test('nobody who is never on duty', () => {
    expect(chosen([person('gone', 10, { duty: [] })])).toBeNull()
  })
  test('anyone, where no qualification is asked for', () => {
    expect(choose({ ...job, skill: null }, [person('x', 10, { skills: [] })], new Map())?.person.id).toBe('x')
  })
})
