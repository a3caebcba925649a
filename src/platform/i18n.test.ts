import { describe, expect, it } from 'vitest'
import { formatter } from './format.ts'
import { keysOf, textsOf, translator } from './i18n.ts'

describe('texts', () => {
  it('has the same keys in German and English', () => {
    expect(keysOf(textsOf('en'))).toEqual(keysOf(textsOf('de')))
  })

  it('fills in values without escaping them and counts', () => {
    const t = translator('de')
    expect(t('ui.progress.step', { step: 2, of: 4, name: 'Ort & Lage' })).toBe('Schritt 2 von 4: Ort & Lage')
    expect(t('ui.error.summary', { count: 1 })).not.toBe(t('ui.error.summary', { count: 3 }))
  })

  it("puts a tenant's words first, with their plurals", () => {
    const t = translator('de', { 'ui.next': 'Auf geht’s', 'ui.error.summary_other': 'Noch {{count}} Dinge' })
    expect(t('ui.next')).toBe('Auf geht’s')
    expect(t('ui.error.summary', { count: 3 })).toBe('Noch 3 Dinge')
    expect(t('ui.error.summary', { count: 1 })).toBe(translator('de')('ui.error.summary', { count: 1 }))
  })

  it('writes numbers with the separators of the language, in ours and in a tenant’s words', () => {
    expect(translator('de')('ui.field.maxlength', { count: 10_000 })).toBe('Höchstens 10.000 Zeichen')
    expect(translator('en')('ui.field.maxlength', { count: 10_000 })).toBe('At most 10,000 characters')
    const own = translator('de', { 'ui.field.maxlength_other': 'Bis {{count, number}}' })
    expect(own('ui.field.maxlength', { count: 10_000 })).toBe('Bis 10.000')
  })

  it('throws for a missing key while testing, and shows it in production', () => {
    const t = translator('de')
    expect(() => t('ui.nothingOfTheKind')).toThrow('ui.nothingOfTheKind')
    const before = process.env.NODE_ENV
    process.env.NODE_ENV = 'production'
    try {
      expect(t('ui.nothingOfTheKind')).toBe('ui.nothingOfTheKind')
    } finally {
      process.env.NODE_ENV = before
    }
  })
})

describe('formats', () => {
  const at = new Date('2026-11-27T13:05:00Z')

  it('writes dates in words, in the time zone of the town', () => {
    const { formatDate, formatDateTime, formatDay, formatTime } = formatter('de', 'Europe/Berlin')
    expect(formatDate(at)).toBe('Freitag, 27. November 2026')
    expect(formatDay(at)).toBe('27.11.2026')
    expect(formatTime(at)).toBe('14:05')
    expect(formatDateTime(at)).toBe('Freitag, 27. November 2026 um 14:05')
    expect(formatDate(Temporal.PlainDate.from('2026-11-27'))).toBe('Freitag, 27. November 2026')
    expect(formatter('de', 'Pacific/Auckland').formatDate(Temporal.PlainDate.from('2026-11-27'))).toBe(
      'Freitag, 27. November 2026',
    )
  })

  it('writes numbers and distances in time', () => {
    const { formatNumber, formatRelative } = formatter('de', 'Europe/Berlin')
    expect(formatNumber(1234567.5)).toBe('1.234.567,5')
    expect(formatRelative(new Date('2026-11-24T13:05:00Z'), at)).toBe('vor 3 Tagen')
    expect(formatRelative(new Date('2026-11-28T14:05:00Z'), at)).toBe('in 1 Tag')
    expect(formatRelative(at, at)).toBe('jetzt')
    expect(formatter('en', 'Europe/Berlin').formatRelative(new Date('2026-11-27T11:05:00Z'), at)).toBe(
      '2 hours ago',
    )
  })
})
