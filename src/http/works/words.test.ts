import { expect, test } from 'vitest'
import type { Work } from '#modules/works/index.ts'
import { formatter } from '#platform/format.ts'
import { whenWords } from './words.ts'

const view = {
  t: (key: string, values: Record<string, unknown> = {}) => `${key} ${values.from} – ${values.until}`,
  format: formatter('de', 'Europe/Berlin'),
  now: new Date('2026-11-22T12:00:00Z'),
}
const from = (beginsAt: string, endsAt: string | null) =>
  whenWords(view, {
    status: 'published',
    beginsAt: new Date(beginsAt),
    endsAt: endsAt === null ? null : new Date(endsAt),
    endedAt: null,
  } as unknown as Work)

test('within a day the end is a time, after midnight a day again', () => {
  expect(from('2026-11-22T10:17:00Z', '2026-11-22T22:17:00Z')).toBe(
    'works.when.since Sonntag, 22. November 2026 um 11:17 – 23:17',
  )
  // In the town it is the next day already.
  expect(from('2026-11-22T10:17:00Z', '2026-11-22T23:30:00Z')).toBe(
    'works.when.since Sonntag, 22. November 2026 um 11:17 – Montag, 23. November 2026 um 00:30',
  )
  expect(from('2026-11-21T10:00:00Z', '2026-11-21T11:00:00Z')).toBe(
    'works.when.over Samstag, 21. November 2026 um 11:00 – 12:00',
  )
  expect(from('2026-11-20T10:00:00Z', '2026-12-12T11:00:00Z')).toBe(
    'works.when.since Freitag, 20. November 2026 – Samstag, 12. Dezember 2026',
  )
})
