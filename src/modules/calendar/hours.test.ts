import { beforeAll, describe, expect, it } from 'vitest'
import { type Holidays, holidaysAround } from './holidays.ts'
import { type BusinessCalendar, calendarOf, type Opening } from './hours.ts'

const timeZone = 'Europe/Berlin'
const local = (text: string): Date =>
  new Date(Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds)
const shown = (at: Date | null) =>
  at &&
  Temporal.Instant.fromEpochMilliseconds(+at)
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
const everyday = (from: number, until: number, weekdays = [1, 2, 3, 4, 5]): Opening[] =>
  weekdays.map((weekday) => ({ weekday, from, until }))

let hesse: Holidays
let office: BusinessCalendar
beforeAll(async () => {
  hesse = await holidaysAround(2026, 'DE', 'HE')
  office = calendarOf({
    timeZone,
    holidays: hesse,
    daysOff: new Map([['2026-12-24', 'Heiligabend']]),
    openings: everyday(8 * 60, 16 * 60),
  })
})
const due = (from: string, hours: number, calendar = office) => shown(calendar.addHours(local(from), hours))

describe('holidays', () => {
  it('are those of the state, and no mere observances', async () => {
    const bavaria = await holidaysAround(2026, 'DE', 'BY')
    expect(hesse.get('2026-06-04')).toEqual({ de: 'Fronleichnam', en: 'Corpus Christi' })
    expect(hesse.has('2026-01-06')).toBe(false)
    expect(bavaria.has('2026-01-06')).toBe(true)
    expect(hesse.has('2026-02-14')).toBe(false)
    expect(hesse.get('2030-04-22')?.de).toBe('Ostermontag')
  })
  it('of a country that is none are none', async () => {
    expect((await holidaysAround(2026, 'XX', '')).size).toBe(0)
    expect((await holidaysAround(2026, '--help', '')).size).toBe(0)
  })
})

describe('adding open hours', () => {
  it.each([
    ['a day that suffices', '2026-11-23T09:00', 4, '2026-11-23T13:00'],
    ['over night', '2026-11-23T14:00', 4, '2026-11-24T10:00'],
    ['to the very end of a day', '2026-11-23T08:00', 8, '2026-11-23T16:00'],
    ['from the evening', '2026-11-23T22:30', 1, '2026-11-24T09:00'],
    ['over a weekend', '2026-11-20T15:00', 2, '2026-11-23T09:00'],
    ['from a Sunday', '2026-11-22T12:00', 8, '2026-11-23T16:00'],
    ['over Easter', '2026-04-02T15:00', 2, '2026-04-07T09:00'],
    ['over Christmas with the town’s own day off', '2026-12-23T15:00', 2, '2026-12-28T09:00'],
    ['over New Year', '2026-12-31T15:00', 2, '2027-01-04T09:00'],
    ['no hours', '2026-11-22T12:00', 0, '2026-11-22T12:00'],
    ['240 hours are 30 working days', '2026-11-23T08:00', 240, '2027-01-06T16:00'],
  ])('%s', (_, from, hours, until) => {
    expect(due(from, hours)).toBe(until)
  })
  it('counts real hours in the nights in which the clocks change', () => {
    const always = calendarOf({
      timeZone,
      holidays: new Map(),
      daysOff: new Map(),
      openings: everyday(0, 1440, [1, 2, 3, 4, 5, 6, 7]),
    })
    expect(due('2026-03-28T12:00', 24, always)).toBe('2026-03-29T13:00')
    expect(due('2026-10-24T12:00', 24, always)).toBe('2026-10-25T11:00')
    expect(due('2026-03-27T15:00', 2)).toBe('2026-03-30T09:00')
    expect(due('2026-10-23T15:00', 2)).toBe('2026-10-26T09:00')
  })
  it('leaves out the lunch break, and counts overlapping openings once', () => {
    const openings = [
      ...everyday(8 * 60, 12 * 60, [1]),
      ...everyday(13 * 60, 17 * 60, [1]),
      ...everyday(16 * 60, 18 * 60, [1]),
    ]
    const mondays = calendarOf({ timeZone, holidays: new Map(), daysOff: new Map(), openings })
    expect(due('2026-11-23T11:00', 2, mondays)).toBe('2026-11-23T14:00')
    expect(due('2026-11-23T08:00', 9, mondays)).toBe('2026-11-23T18:00')
    expect(due('2026-11-23T08:00', 10, mondays)).toBe('2026-11-30T09:00')
  })
  it('still gives a deadline where nobody ever opens', () => {
    const never = calendarOf({ timeZone, holidays: new Map(), daysOff: new Map(), openings: [] })
    expect(due('2026-11-23T11:00', 2, never)).toBe('2026-11-23T13:00')
    expect(never.nextOpening(local('2026-11-23T11:00'))).toBeNull()
  })
  it('agrees with counting minute by minute', () => {
    const from = local('2026-03-25T15:17')
    let left = 30 * 60
    let at = +from
    while (left > 0) {
      if (office.isOpen(new Date(at))) left--
      at += 60_000
    }
    expect(office.addHours(from, 30)).toEqual(new Date(at))
  })
  it('costs microseconds', () => {
    const from = local('2026-11-23T09:00')
    office.addHours(from, 120)
    const began = performance.now()
    for (let i = 0; i < 10_000; i++) office.addHours(from, 120)
    expect((performance.now() - began) / 10_000).toBeLessThan(0.02)
  })
})

describe('being open', () => {
  it('begins with the first minute and ends before the last', () => {
    expect(office.isOpen(local('2026-11-23T08:00'))).toBe(true)
    expect(office.isOpen(local('2026-11-23T16:00'))).toBe(false)
    expect(office.isOpen(local('2026-11-22T10:00'))).toBe(false)
    expect(office.isOpen(local('2026-06-04T10:00'))).toBe(false)
  })
  it('is awaited from when it is not', () => {
    expect(shown(office.nextOpening(local('2026-11-23T10:00')))).toBe('2026-11-23T10:00')
    expect(shown(office.nextOpening(local('2026-12-23T16:00')))).toBe('2026-12-28T08:00')
  })
  it('is told by day', () => {
    const day = (text: string) => Temporal.PlainDate.from(text)
    expect(office.openingOn(day('2026-11-23'))).toEqual([{ from: '08:00', until: '16:00' }])
    expect(office.openingOn(day('2026-12-25'))).toEqual([])
    expect(office.dayName(day('2026-12-25'), 'en')).toBe('Christmas Day')
    expect(office.dayName(day('2026-12-24'))).toBe('Heiligabend')
    expect(office.dayName(day('2026-11-23'))).toBeNull()
  })
})
