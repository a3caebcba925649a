import { describe, expect, it } from 'vitest'
import { momentFrom, ownerFrom } from './import-rules.ts'
import { choose, type Facts, inTime, type Rule } from './rule.ts'

const rule = (id: string, more: Partial<Rule> = {}): Rule => ({
  id,
  category: null,
  areaId: null,
  owner: null,
  from: null,
  until: null,
  unitId: id,
  authorityId: null,
  note: null,
  ...more,
})
const facts = (more: Partial<Facts> = {}): Facts => ({
  category: 'schlagloch',
  district: { id: 'nord', code: 'nord', name: 'Nord' },
  owner: 'town',
  ownerAuthority: null,
  outside: null,
  at: Temporal.PlainDateTime.from('2026-11-23T09:00'),
  ...more,
})
const chosen = (rules: Rule[], more: Partial<Facts> = {}) => choose(rules, facts(more))?.id

describe('the closest rule', () => {
  const all = [
    rule('any'),
    rule('winter', { from: '11-01', until: '03-31' }),
    rule('nord', { areaId: 'nord' }),
    rule('state', { owner: 'state' }),
    rule('motorway', { owner: 'state:autobahn' }),
    rule('pothole', { category: 'schlagloch' }),
    rule('pothole-nord', { category: 'schlagloch', areaId: 'nord' }),
    rule('pothole-state', { category: 'schlagloch', owner: 'state' }),
  ]
  const without = (...ids: string[]) => all.filter((r) => !ids.includes(r.id))

  it('takes category before owner before area before time', () => {
    expect(chosen(all, { owner: 'state' })).toBe('pothole-state')
    expect(chosen(all)).toBe('pothole-nord')
    expect(chosen(without('pothole-nord'))).toBe('pothole')
    expect(chosen(all, { category: 'x', owner: 'state' })).toBe('state')
    expect(chosen(all, { category: 'x' })).toBe('nord')
    expect(chosen(all, { category: 'x', district: null })).toBe('winter')
    expect(chosen(without('winter'), { category: 'x', district: null })).toBe('any')
  })
  it('tells the roads of one authority from those of another', () => {
    expect(chosen(all, { category: 'x', owner: 'state', ownerAuthority: 'autobahn' })).toBe('motorway')
    expect(chosen(all, { category: 'x', owner: 'state', ownerAuthority: 'land' })).toBe('state')
  })
  it('is the older of two that fit alike', () => {
    expect(chosen([rule('a', { areaId: 'nord' }), rule('b', { areaId: 'nord' })])).toBe('a')
  })
  it('may not exist', () => {
    expect(chosen([rule('rail', { owner: 'rail' })])).toBeUndefined()
  })
  it('outside of the town is only one for outside, nearest by direction', () => {
    const neighbours = [
      ...all,
      rule('o', { owner: 'outside' }),
      ...['n', 'e', 's'].map((w) => rule(w, { owner: `outside:${w}` })),
    ]
    const at = (outside: number) => chosen(neighbours, { outside, owner: 'state' })
    expect([0, 44, 46, 90, 134, 180, 224, 270, 316, 359].map(at)).toEqual([
      'n',
      'n',
      'e',
      'e',
      'e',
      's',
      's',
      'o',
      'n',
      'n',
    ])
    expect(chosen(all, { outside: 0 })).toBeUndefined()
  })
})

describe('time', () => {
  const on = (text: string) => Temporal.PlainDateTime.from(text)
  it.each([
    ['11-01', '03-31', '2026-11-01T00:00', true],
    ['11-01', '03-31', '2027-03-31T23:59', true],
    ['11-01', '03-31', '2026-10-31T23:59', false],
    ['11-01', '03-31', '2026-12-31T12:00', true],
    ['04-01', '10-31', '2026-06-01T12:00', true],
    ['04-01', '10-31', '2026-11-01T00:00', false],
    ['20:00', '06:00', '2026-06-01T20:00', true],
    ['20:00', '06:00', '2026-06-01T05:59', true],
    ['20:00', '06:00', '2026-06-01T06:00', false],
    ['08:00', '16:00', '2026-06-01T16:00', false],
    ['08:00', '16:00', '2026-06-01T08:00', true],
  ])('from %s until %s holds at %s: %s', (from, until, at, holds) => {
    expect(inTime(from, until, on(at))).toBe(holds)
  })
  it('is read as people write it', () => {
    expect(['1.11.', '01.11', '11-01', '29.2.', '20:00', ''].map(momentFrom)).toEqual([
      '11-01',
      '11-01',
      '11-01',
      '02-29',
      '20:00',
      null,
    ])
    expect(['31.2.', '24:00', 'x', '13-01', '2026-11-01'].map(momentFrom)).toEqual(Array(5).fill(undefined))
  })
  it('and so are owners', () => {
    expect(['', 'Land', 'state:autobahn', 'außerhalb:Nord', 'outside:no', 'rail'].map(ownerFrom)).toEqual([
      null,
      'state',
      'state:autobahn',
      'outside:n',
      'outside:ne',
      'rail',
    ])
    expect(['outside:up', 'a b', 'x:'].map(ownerFrom)).toEqual(Array(3).fill(undefined))
  })
})
