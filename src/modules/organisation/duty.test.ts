import { describe, expect, it } from 'vitest'
import { nextDuty, onDuty, parseDuty } from './duty.ts'

const zone = 'Europe/Berlin'
const at = (local: string): Date =>
  new Date(Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds)

describe('parseDuty', () => {
  it('reads spans of days, several of them, and nothing', () => {
    expect(parseDuty('Mo-Mi 07:00-15:30, sa 08:00–12:00')).toEqual([
      { weekday: 1, from: '07:00', until: '15:30' },
      { weekday: 2, from: '07:00', until: '15:30' },
      { weekday: 3, from: '07:00', until: '15:30' },
      { weekday: 6, from: '08:00', until: '12:00' },
    ])
    expect(parseDuty(' ')).toEqual([])
  })

  it.each([
    'Mo-Fr',
    'Fr-Mo 07:00-15:00',
    'Mo 7:00-15:00',
    'Mo 07:00-25:00',
    'Xx 07:00-15:00',
    'Mo 07:00-07:00',
    'Mo 07:00-09:00, Mo 07:00-10:00',
    ',',
  ])('refuses %j', (text) => expect(parseDuty(text)).toBeNull())
})

describe('onDuty', () => {
  const day = { duty: parseDuty('Mo-Fr 07:00-15:30')! }
  const night = { duty: parseDuty('So 22:00-06:00')! }

  it('counts in local time, from the first minute to before the last', () => {
    expect(onDuty(day, at('2026-11-23T06:59'), zone)).toBe(false)
    expect(onDuty(day, at('2026-11-23T07:00'), zone)).toBe(true)
    expect(onDuty(day, at('2026-07-06T07:00'), zone)).toBe(true)
    expect(onDuty(day, at('2026-11-23T15:30'), zone)).toBe(false)
    expect(onDuty(day, at('2026-11-22T10:00'), zone)).toBe(false)
  })

  it('goes past midnight, and past the end of the week', () => {
    expect(onDuty(night, at('2026-11-22T23:00'), zone)).toBe(true)
    expect(onDuty(night, at('2026-11-23T05:59'), zone)).toBe(true)
    expect(onDuty(night, at('2026-11-23T06:00'), zone)).toBe(false)
    expect(onDuty(night, at('2026-11-22T05:00'), zone)).toBe(false)
  })

  it('says when the next one begins, across a change of the clock', () => {
    expect(nextDuty(day, at('2026-11-23T08:00'), zone)).toEqual(at('2026-11-23T08:00'))
    expect(nextDuty(day, at('2026-11-27T16:00'), zone)).toEqual(at('2026-11-30T07:00'))
    expect(nextDuty(day, at('2026-10-23T16:00'), zone)).toEqual(at('2026-10-26T07:00'))
    expect(nextDuty({ duty: parseDuty('Mo 07:00-08:00')! }, at('2026-11-23T09:00'), zone)).toEqual(
      at('2026-11-30T07:00'),
    )
    expect(nextDuty({ duty: [] }, at('2026-11-23T09:00'), zone)).toBeNull()
  })
})
