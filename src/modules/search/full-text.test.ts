import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { searchQuery, searchVector } from './full-text.ts'

describe('full text', () => {
  it('keeps each word once', () => {
    expect(searchVector(['Müller Mueller', null, 'Straße'])).toBe("'muller' 'strasse'")
  })
  it('asks for all words by their beginnings', () => {
    expect(searchQuery('Schlag Haupt')).toBe("'schlag':* & 'haupt':*")
    expect(searchQuery(' ?! ')).toBe('')
  })
  it('stays small for a text of 100,000 characters', () => {
    const text = Array.from({ length: 20000 }, (_, i) => `wort${i}`).join(' ')
    expect(searchVector([text]).length).toBeLessThan(60_000)
    expect(searchQuery(text).length).toBeLessThan(200)
  })
  it('cuts long words between characters', () => {
    expect(searchVector([`x${'𐐷'.repeat(80)}`]).isWellFormed()).toBe(true)
  })
  it('lets no sign through that means something to the server', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(searchQuery(text)).toMatch(/^('[\p{L}\p{N}]+':\*( & '[\p{L}\p{N}]+':\*)*)?$/u)
        expect(searchVector([text])).toMatch(/^('[\p{L}\p{N}]+'( '[\p{L}\p{N}]+')*)?$/u)
      }),
    )
  })
})
