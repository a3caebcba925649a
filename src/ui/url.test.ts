import { describe, expect, it } from 'vitest'
import { queryOf, urlWith } from './url.ts'

describe('urlWith', () => {
  it('keeps what it is not told to change', () => {
    expect(urlWith('/meldungen?ort=Nord&seite=3', { sortierung: 'alter', seite: null })).toBe(
      '/meldungen?ort=Nord&sortierung=alter',
    )
  })
  it('removes, repeats and encodes', () => {
    expect(urlWith('/a?x=1', { x: '' })).toBe('/a')
    expect(urlWith('/a', { k: ['ä', 'b&c'] })).toBe('/a?k=%C3%A4&k=b%26c')
    expect(urlWith('/a?x=1#liste', { x: 2 })).toBe('/a?x=2#liste')
  })
  it('gives the rest of a query to a form', () => {
    expect(queryOf('/a?x=1&y=2&y=3&seite=4', ['seite'])).toEqual([
      ['x', '1'],
      ['y', '2'],
      ['y', '3'],
    ])
  })
})
