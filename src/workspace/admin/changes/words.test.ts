import { describe, expect, test } from 'vitest'
import type { PageView } from '#http/view.ts'
import { formatter } from '#platform/format.ts'
import { keysOf, textsOf, translator } from '#platform/i18n.ts'
import { knownFields, knownTypes } from './known.ts'
import { fieldName, type Names, valueInWords } from './words.ts'

const view = {
  t: translator('de'),
  timeZone: 'Europe/Berlin',
  format: formatter('de', 'Europe/Berlin'),
} as PageView
const roads = '5bd1c2f4-7a5e-4b0a-9b1e-0a9f6c2d8e11'
const names: Names = {
  thing: (id) => (id === roads ? 'Tiefbauamt' : null),
  role: (code) => (code === 'clerk' ? 'Sachbearbeitung' : null),
  category: (code) => (code === 'schlagloch' ? 'Schlagloch' : null),
  permission: (code) => (code === 'cases.read' ? 'Vorgänge lesen' : null),
  processing: () => null,
}
const said = (path: string, value: Parameters<typeof valueInWords>[2]) =>
  valueInWords(view, path, value, names)

describe('the words of changes', () => {
  test('name fields in the language of the page', () => {
    expect(fieldName(view, 'contact.phone')).toBe('Kontakt, Telefon')
    expect(fieldName(view, '5')).toBe('Freitag')
    expect(fieldName(view, 'levels.Asphalt')).toBe('Können, Asphalt')
  })

  test('name units, roles, categories and rights', () => {
    expect(said('unit', roads)).toBe('Tiefbauamt')
    expect(said('unit', roads.replace('5', '6'))).toBe('ohne Namen')
    expect(said('role', 'clerk')).toBe('Sachbearbeitung')
    expect(said('types', ['schlagloch', 'case.*'])).toBe('Schlagloch, case.*')
    expect(said('permissions', ['cases.read'])).toBe('Vorgänge lesen')
  })

  test('tell days as people count them: an end at midnight is the day before', () => {
    expect(said('from', '2026-11-30T23:00:00.000Z')).toBe('Dienstag, 1. Dezember 2026')
    expect(said('until', '2026-12-11T23:00:00.000Z')).toBe('Freitag, 11. Dezember 2026')
    expect(said('until', '2026-12-11T11:30:00.000Z')).toBe('Freitag, 11. Dezember 2026 um 12:30')
    expect(said('day', '2026-02-16')).toBe('Montag, 16. Februar 2026')
    for (const name of ['2026-02-30', '2026-99-99', '2026-99-99T99:99:99Z'])
      expect(said('name', name)).toBe(name)
  })

  test('say yes and no, and tell what has parts', () => {
    expect(said('only_when_absent', false)).toBe('nein')
    expect(said('duty', [{ weekday: 1, from: '08:00', until: '16:00' }])).toBe(
      'Wochentag: Montag, Von: 08:00, Bis: 16:00',
    )
  })

  test('are all there', () => {
    const under = (part: string) =>
      keysOf(textsOf('de')).flatMap((key) => (key.startsWith(part) ? [key.slice(part.length)] : []))
    expect([...knownFields].sort()).toEqual(under('changes.field.').sort())
    expect([...knownTypes].sort()).toEqual(under('changes.type.').sort())
  })
})
