import { describe, expect, it } from 'vitest'
import { matchStreets, numberFit, readAddress, streetKey } from './address-text.ts'

const names = [
  'Hauptstraße',
  'Hauptmannweg',
  'Karl-Marx-Straße',
  'Straße des 17. Juni',
  'Am Mühlbach',
  'Mühlbachweg',
  'Lindenstraße',
  'Landstraße',
  'Schlossplatz',
  'Łódźer Straße',
  'Gartenweg',
  'Gärtnerweg',
].map((street) => ({ street, key: streetKey(street) }))
const places = new Set(['musterstadt', 'nordend'])
const first = (text: string) => matchStreets(readAddress(text, places), names)[0]?.street

describe('reading an address', () => {
  it.each([
    ['Hauptstr 12', '12', ''],
    ['hauptstraße 12', '12', ''],
    ['12 Hauptstrasse', '12', ''],
    ['Hauptstr.12a', '12a', ''],
    ['Hauptstraße 12 A, 63450 Musterstadt', '12a', '63450'],
    ['63450 Musterstadt, Haupt Straße 12', '12', '63450'],
    ['HAUPTSTRASSE', '', ''],
    ['Haupstraße 12', '12', ''],
    ['Hauptstrase 12', '12', ''],
    ['Nordend Hauptstraße 12', '12', ''],
  ])('%s', (text, number, postcode) => {
    expect(readAddress(text, places)).toMatchObject({ number, postcode })
    expect(first(text)).toBe('Hauptstraße')
  })
  it.each([
    ['karl marx str 3', 'Karl-Marx-Straße'],
    ['Karl-Marks-Straße', 'Karl-Marx-Straße'],
    ['Straße des 17. Juni 5', 'Straße des 17. Juni'],
    ['strasse des 17 juni', 'Straße des 17. Juni'],
    ['muehlbach', 'Mühlbachweg'],
    ['Am Mühlbach 4', 'Am Mühlbach'],
    ['lodzer str', 'Łódźer Straße'],
    ['Lindestr', 'Lindenstraße'],
    ['schloßplaz 1', 'Schlossplatz'],
    ['gaertnerweg', 'Gärtnerweg'],
  ])('%s means %s', (text, street) => {
    expect(first(text)).toBe(street)
  })
  it('keeps the number of a street with a number in its name', () => {
    expect(readAddress('Straße des 17. Juni 5').number).toBe('5')
  })
  it('finds nothing for nothing and for nonsense', () => {
    for (const text of ['', '  ', '12', '%_\\', 'Xyzzyxyzzy', '🚧'.repeat(50)])
      expect(first(text)).toBeUndefined()
  })
  it('prefers the very house, then its neighbours', () => {
    const numbers = ['1', '10', '12', '12a', '14', '120']
    const order = numbers.toSorted((a, b) => numberFit('12', b) - numberFit('12', a))
    expect(order.slice(0, 3)).toEqual(['12', '12a', '120'])
    expect(numberFit('12a', '12 a')).toBe(1)
  })
})
