import { describe, expect, it } from 'vitest'
import { fieldsSchema } from '#modules/forms/index.ts'
import { type Facts, firstOpen, next, previous, progress, pruned, reachable, type StepName } from './flow.ts'

const facts = (answered: StepName[] = [], more: Partial<Facts> = {}): Facts => ({
  first: 'fotos',
  answered: new Set(answered),
  hasQuestions: false,
  hasDanger: false,
  reviewed: false,
  ...more,
})
const all: StepName[] = ['fotos', 'ort', 'beschreibung', 'kategorie', 'kontakt']

describe('the order of questions', () => {
  it('is photo first or place first, as the person chose', () => {
    expect(firstOpen(facts())).toBe('fotos')
    expect(next('fotos', facts(['fotos']))).toBe('ort')
    expect(firstOpen(facts([], { first: 'ort' }))).toBe('ort')
    expect(next('ort', facts(['ort'], { first: 'ort' }))).toBe('fotos')
    expect(next('fotos', facts(['ort', 'fotos'], { first: 'ort' }))).toBe('beschreibung')
  })

  it('does not ask for photos once more when there are none', () => {
    expect(next('ort', facts(['ort', 'fotos'], { first: 'ort' }))).toBe('beschreibung')
  })

  it('leaves out the questions page when the category asks nothing', () => {
    expect(next('kategorie', facts(['fotos', 'ort', 'beschreibung', 'kategorie']))).toBe('kontakt')
    expect(
      next('kategorie', facts(['fotos', 'ort', 'beschreibung', 'kategorie'], { hasQuestions: true })),
    ).toBe('fragen')
  })

  it('ends at the review page, which is never done', () => {
    expect(firstOpen(facts(all))).toBe('pruefen')
    expect(next('kontakt', facts(all))).toBe('pruefen')
  })
})

describe('what may be reached', () => {
  it('is everything up to the first open question', () => {
    const some = facts(['fotos', 'ort'])
    expect(reachable('fotos', some)).toBe(true)
    expect(reachable('beschreibung', some)).toBe(true)
    expect(reachable('kategorie', some)).toBe(false)
    expect(reachable('pruefen', some)).toBe(false)
  })

  it('leaves out pages that do not apply', () => {
    expect(reachable('fragen', facts(all))).toBe(false)
    expect(reachable('gefahr', facts(all))).toBe(false)
  })
})

describe('a danger', () => {
  it('comes before everything that is asked later, even when all is answered', () => {
    const spoken = facts(['fotos', 'ort', 'beschreibung'], { hasDanger: true })
    expect(next('beschreibung', spoken)).toBe('gefahr')
    expect(reachable('kategorie', spoken)).toBe(false)
    expect(next('kategorie', facts(all, { hasDanger: true, reviewed: true }))).toBe('gefahr')
  })

  it('lets the person go on to what is open once it was shown', () => {
    expect(next('gefahr', facts(['fotos', 'ort', 'beschreibung']))).toBe('kategorie')
    expect(next('gefahr', facts(['fotos', 'ort', 'beschreibung', 'kategorie']))).toBe('kontakt')
  })

  it('is no step of its own and nothing to go back to', () => {
    expect(progress('gefahr', facts([], { hasDanger: true })).current).toBe(0)
    expect(previous('kategorie', facts(all, { hasDanger: true }))).toBe('beschreibung')
  })
})

describe('changing an answer', () => {
  it('leads back to the review page once that was seen', () => {
    expect(next('ort', facts(all, { reviewed: true }))).toBe('pruefen')
    expect(next('ort', facts(all))).toBe('beschreibung')
  })

  it('asks first what a new category wants to know', () => {
    expect(next('kategorie', facts(all, { reviewed: true, hasQuestions: true }))).toBe('fragen')
  })
})

it('counts chapters, so that their number does not change on the way', () => {
  expect(progress('ort', facts())).toEqual({
    chapters: ['photos', 'place', 'text', 'kind', 'contact', 'review'],
    current: 2,
  })
  expect(progress('fragen', facts(all, { hasQuestions: true })).current).toBe(4)
  expect(progress('ort', facts([], { first: 'ort' })).current).toBe(1)
})

it('leads back page by page to the start', () => {
  expect(previous('beschreibung', facts(all))).toBe('ort')
  expect(previous('ort', facts(all, { first: 'ort' }))).toBeNull()
  expect(previous('fotos', facts(all))).toBeNull()
})

describe('answers to questions', () => {
  const label = { de: 'Frage', en: 'Question' }
  const fields = fieldsSchema.parse([
    {
      code: 'groesse',
      kind: 'choice',
      label,
      order: 1,
      options: [
        { key: 'klein', label },
        { key: 'gross', label },
      ],
    },
    { code: 'laenge', kind: 'number', label, order: 2, when: { field: 'groesse', equals: 'gross' } },
  ])

  it('are dropped when the category does not ask them', () => {
    expect(pruned(fields, { groesse: 'gross', laenge: 3, farbe: 'rot' })).toEqual({
      groesse: 'gross',
      laenge: 3,
    })
  })

  it('are dropped when an option is not offered or another answer puts them out of reach', () => {
    expect(pruned(fields, { groesse: 'riesig', laenge: 3 })).toEqual({})
    expect(pruned(fields, { groesse: 'klein', laenge: 3 })).toEqual({ groesse: 'klein' })
  })
})
