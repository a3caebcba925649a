import { describe, expect, test } from 'vitest'
import { numberIn, readDeeds } from './deeds.ts'
import { localStop, localStops, moved, nextStop } from './local.ts'
import type { DayData, DeedData, Item, StopData } from './model.ts'
import { afterDone, backoff, baseOf, insist, nextToSend, unsent } from './queue.ts'
import { wordsOf } from './words.ts'

const item = (seq: number, deed: DeedData, more: Partial<Item> = {}): Item => ({
  seq,
  id: `i${seq}`,
  case: 'c1',
  number: '2026-1',
  title: 'Schlagloch',
  base: 5,
  at: '2026-11-23T08:00:00Z',
  deed,
  seen: { status: 'open', scheduledFor: null, dueAt: null },
  state: 'waiting',
  ...more,
})
const note: DeedData = { kind: 'note', text: 'x' }
const finish: DeedData = { kind: 'finish', outcome: 'fixed', note: '' }
/** The queue after some of it was written anew. */
const rewritten = (items: Item[], changed: Item[]): Item[] =>
  items.map((one) => changed.find((new_) => new_.seq === one.seq) ?? one)
const stop = (more: Partial<StopData> = {}): StopData => ({
  id: 'c1',
  number: '2026-1',
  version: 5,
  title: 'Schlagloch',
  status: 'open',
  outcome: null,
  priority: 1,
  dueAt: null,
  scheduledFor: null,
  address: null,
  district: null,
  place: null,
  public: true,
  words: '',
  object: null,
  answers: [],
  photos: [],
  entries: [],
  history: [],
  can: { start: true, note: true, photo: true, finish: true },
  waits: false,
  standsInFor: null,
  picture: null,
  ...more,
})

describe('the queue', () => {
  test('goes in order; behind a conflict or refusal everything of that case waits, of others nothing', () => {
    const items = [item(3, note), item(1, note), item(2, note, { case: 'c2' })]
    expect(nextToSend(items)?.seq).toBe(1)
    for (const state of ['conflict', 'refused'] as const)
      expect(
        nextToSend([item(1, finish, { state }), item(2, note), item(3, note, { case: 'c2' })])?.seq,
      ).toBe(3)
    expect(nextToSend([item(1, note, { state: 'sent' })])).toBeNull()
    expect(nextToSend([])).toBeNull()
  })

  test('carries the version along over its own steps, and over nobody else’s', () => {
    const items = [item(1, note), item(2, note), item(3, finish), item(4, finish, { case: 'c2' })]
    const own = rewritten(items, afterDone(items, 'i1', { from: 5, version: 6 }, 'now'))
    expect(own.map((one) => one.base)).toEqual([5, 6, 6, 5])
    expect(own[0]).toMatchObject({ state: 'sent', sentAt: 'now' })
    // Somebody wrote a note in between: what changes the case must not go through upon a version nobody here saw.
    const others = rewritten(own, afterDone(own, 'i2', { from: 8, version: 9 }, 'now'))
    expect(others[2]?.base).toBe(6)
    expect(afterDone(items, 'unknown', { from: 5, version: 6 }, 'now')).toEqual([])
  })

  test('an answer that got lost is the same answer the second time', () => {
    const items = [item(1, note), item(2, finish)]
    const once = rewritten(items, afterDone(items, 'i1', { from: 5, version: 6 }, 'a'))
    const twice = rewritten(once, afterDone(once, 'i1', { from: 5, version: 6 }, 'b'))
    expect(twice.map((one) => one.base)).toEqual([5, 6])
    expect(unsent(twice)).toHaveLength(1)
  })

  test('drops a photo’s bytes once the town has it', () => {
    const photo = { bytes: new ArrayBuffer(9), type: 'image/jpeg', name: 'a.jpg' }
    const [done] = afterDone(
      [item(1, { kind: 'photo', stage: 'after' }, { photo })],
      'i1',
      { from: 5, version: 6 },
      'now',
    )
    expect(done).not.toHaveProperty('photo')
  })

  test('who insists goes upon what they have seen, with all behind it', () => {
    const items = [
      item(1, finish, { state: 'conflict', present: stop({ version: 9 }) }),
      item(2, note),
      item(3, note, { case: 'c2' }),
    ]
    const changed = insist(items, 'i1', { version: 9 })
    expect(changed.map((one) => [one.seq, one.base, one.state])).toEqual([
      [1, 9, 'waiting'],
      [2, 9, 'waiting'],
    ])
    expect(changed[0]).not.toHaveProperty('present')
  })

  test('what is done next is done upon what this device made of the case', () => {
    const sent = (seq: number, from: number, version: number) =>
      item(seq, note, { state: 'sent', from, version })
    expect(baseOf(stop(), [sent(1, 5, 6), sent(2, 6, 7)])).toBe(7)
    expect(baseOf(stop(), [sent(1, 5, 6), sent(2, 8, 9)])).toBe(6)
    expect(baseOf(stop({ version: 9 }), [sent(1, 5, 6)])).toBe(9)
  })

  test('waits longer and longer, never for ever', () => {
    expect(backoff(1)).toBe(2)
    expect(backoff(3)).toBe(8)
    expect(backoff(100, 1)).toBeLessThanOrEqual(375)
  })
})

describe('what the person sees', () => {
  test('is the server’s word with theirs on top', () => {
    const entry = {
      id: 'i1',
      kind: 'time',
      minutes: 20,
      material: null,
      quantity: null,
      by: 'M',
      mine: true,
      at: '',
    } as const
    const items = [
      item(1, { kind: 'time', minutes: 20 }, { state: 'sent' }),
      item(2, { kind: 'time', minutes: 10 }),
      item(3, { kind: 'arrive' }),
      item(4, { kind: 'start' }),
    ]
    const seen = localStop(stop({ entries: [entry] }), items)
    expect(seen).toMatchObject({ minutes: 30, status: 'in_progress', arrivedAt: items[2]!.at, done: false })
    expect(localStop(stop(), [item(1, finish)]).done).toBe(true)
    expect(localStop(stop(), [item(1, finish, { state: 'conflict' })]).done).toBe(false)
  })

  test('stands in their order, and the next one is the next that is open', () => {
    const day = { stops: ['a', 'b', 'c'].map((id) => stop({ id })) } as DayData
    const stops = localStops(day, [item(1, finish, { case: 'c' })], ['c', 'b', 'a'])
    expect(stops.map((one) => one.id)).toEqual(['c', 'b', 'a'])
    expect(nextStop(stops)?.id).toBe('b')
    expect(nextStop(stops, 'a')?.id).toBe('b')
    expect(nextStop([stops[0]!])).toBeNull()
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b'])
  })

  test('is read from forms as people write', () => {
    expect(['2,5', '2.5', '1.200', '1.200,5', '30', ' 1 000 '].map(numberIn)).toEqual([
      2.5, 2.5, 1200, 1200.5, 30, 1000,
    ])
    expect(['', '-1', '1e9', '0x10', 'zwei', '1,2,3', 'Infinity'].map(numberIn)).toEqual(
      Array(7).fill(Number.NaN),
    )
    const read = (noun: string, values: Record<string, string>) =>
      readDeeds(noun, (name) => values[name] ?? '', { start: true })
    expect(read('ankunft', {}).deeds).toEqual([{ kind: 'arrive' }, { kind: 'start' }])
    expect(read('zeit', { minuten: '0' }).fault).toBe('minutes')
    expect(read('zeit', { minuten: '1441' }).fault).toBe('minutes')
    expect(read('zeit', { schnell: '30', minuten: '' }).deeds).toEqual([{ kind: 'time', minutes: 30 }])
    expect(read('material', { material: 'm', menge: '0' }).fault).toBe('quantity')
    expect(read('abschluss', { ergebnis: 'no_action', text: ' ' }).fault).toBe('reason')
    expect(read('nonsense', {}).fault).toBeDefined()
  })

  test('is said as the server would', () => {
    const t = wordsOf(
      { stops_one: '{{count}} Auftrag', stops_other: '{{count}} Aufträge', a: 'A {{ x }}' },
      'de',
    )
    expect([
      t('field.stops', { count: 1 }),
      t('field.stops', { count: 3 }),
      t('field.a', { x: 'y' }),
    ]).toEqual(['1 Auftrag', '3 Aufträge', 'A y'])
  })
})
