import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold, wordsOf } from './fold.ts'

describe('folding', () => {
  it('lets Müller, Mueller, Muller and MÜLLER find each other', () => {
    expect(new Set(['Müller', 'Mueller', 'Muller', 'MÜLLER', 'Mu\u0308ller'].map(fold)).size).toBe(1)
  })
  it.each([
    ['Straße', 'strasse'],
    ['STRAẞE', 'strasse'],
    ['Łódź', 'lodz'],
    ['Đorđević', 'dordevic'],
    ['Ærøskøbing', 'aroskobing'],
    ['Œuvre', 'ouvre'],
    ['Þórður', 'thordur'],
    ['İstanbul', 'istanbul'],
    ['Iğdır', 'igdir'],
    ['Čapek-Žižka', 'capek-zizka'],
    ['C̨', 'c'],
    ['ʼn', 'ʼn'],
    ['Ştefan Țepeș', 'stefan tepes'],
    ['Αθήνα', 'αθηνα'],
    ['Сергей', 'сергеи'],
    ['№ ﬁ', 'no fi'],
  ])('folds %s to %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })
  it('folds a beginning of a word to a beginning of its folded form', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aeouqäöüßæœøłđbchr'), maxLength: 12 })
    fc.assert(fc.property(letters, letters, (a, b) => fold(a + b).startsWith(fold(a))))
  })
  it('finds words between signs, emoji and numbers', () => {
    expect(wordsOf('Hauptstr. 12a – Schlagloch!! 🚧 2026-4711')).toEqual([
      'hauptstr',
      '12a',
      'schlagloch',
      '2026',
      '4711',
    ])
  })
})
