import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { languages, translator } from '#platform/i18n.ts'
import { parseAnswers } from './answers.ts'
import { type Field, fieldSchema, fieldsSchema } from './field.ts'
import { toOpen311Attribute } from './open311.ts'
import { showAnswers } from './showing.ts'

const today = Temporal.PlainDate.from('2026-11-22')
const words = (text: string) => ({ de: text, en: `${text} (en)` })
const field = (code: string, kind: Field['kind'], more: Partial<Field> = {}): Field =>
  fieldSchema.parse({ code, kind, label: words(code), ...more })
const options = ['klein', 'gross', 'sehr gross'].map((key) => ({ key, label: words(key) }))

const fields = [
  field('size', 'choice', { options, required: true, order: 1 }),
  field('danger', 'yesno', { order: 2, required: true }),
  field('why', 'longtext', { order: 3, required: true, when: { field: 'danger', equals: 'yes' } }),
  field('how_many', 'number', { order: 4, min: 1, max: 99 }),
  field('since', 'date', { order: 5, max: 0 }),
  field('traits', 'multichoice', { options, order: 6, max: 2 }),
  field('mail', 'email', { order: 7 }),
  field('call', 'phone', { order: 8 }),
  field('name', 'text', { order: 9, max: 40 }),
  field('info', 'note', { order: 10 }),
]
const answered = (input: Record<string, unknown>) => {
  const parsed = parseAnswers(fields, { size: 'klein', danger: 'no', ...input }, today)
  return parsed.ok
    ? parsed.answers
    : Object.fromEntries(Object.entries(parsed.errors).map(([c, f]) => [c, f.key]))
}

describe('answers', () => {
  it('become typed values, and unknown codes are dropped', () => {
    const input = {
      how_many: '1.250,5',
      since: '1.11.2026',
      traits: ['klein', 'gross', 'klein'],
      evil: 'x',
      info: 'y',
    }
    expect(answered({ ...input, how_many: '12,5' })).toEqual({
      size: 'klein',
      danger: false,
      how_many: 12.5,
      since: '2026-11-01',
      traits: ['klein', 'gross'],
    })
    expect(answered(input)).toEqual({ how_many: 'forms.error.high' })
  })
  it('of fields out of reach are pruned, and not demanded', () => {
    expect(answered({ why: 'weil' })).not.toHaveProperty('why')
    expect(answered({ danger: 'ja', why: 'weil' })).toMatchObject({ danger: true, why: 'weil' })
    expect(answered({ danger: 'ja' })).toEqual({ why: 'forms.error.required' })
  })
  it.each([
    ['how_many', 'zwölf', 'number'],
    ['how_many', '1e9', 'number'],
    ['how_many', '0', 'low'],
    ['since', '31.02.2026', 'day_missing'],
    ['since', 'gestern', 'date'],
    ['since', '2026-11-23', 'late'],
    ['size', 'riesig', 'option'],
    ['traits', ['klein', 'gross', 'sehr gross'], 'many'],
    ['traits', ['klein', '__proto__'], 'option'],
    ['mail', 'kein at', 'email'],
    ['mail', 'a@b..de', 'email'],
    ['call', 'ruf mich an', 'phone'],
    ['name', 'x'.repeat(41), 'long'],
  ])('%s = %s says forms.error.%s', (code, value, key) => {
    expect(answered({ [code]: value })).toEqual({ [code]: `forms.error.${key}` })
  })
  it('keep a refused form’s words', () => {
    const parsed = parseAnswers(fields, { size: 'x', traits: ['klein'], name: ' Ða ' }, today)
    expect(parsed).toMatchObject({ ok: false, values: { size: 'x', traits: ['klein'], name: ' Ða ' } })
  })
  it('keep the characters of DIN 91379, without control characters and direction marks', () => {
    const name = 'Þórður Ğüneş-Čapkov\u0304a d’Œuvre'
    expect(answered({ name })).toMatchObject({ name: name.normalize('NFC') })
    expect(answered({ name: 'A\u0000b\u202Ec\u0007' })).toMatchObject({ name: 'A bc' })
    expect(answered({ danger: 'yes', why: 'Eins\r\nzwei\u0000' })).toMatchObject({ why: 'Eins\nzwei' })
  })
  it('never throw, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...fields.map((f) => f.code), '__proto__'), fc.anything()),
        (input) => {
          parseAnswers(fields, input, today)
        },
      ),
    )
  })
  it('are shown in words', () => {
    const shown = showAnswers(
      fields,
      { since: '2026-11-01', danger: true, size: 'gone', traits: ['klein'] },
      'de',
    )
    expect(shown.map((s) => s.value)).toEqual(['gone', 'Ja', 'Sonntag, 1. November 2026', 'klein'])
  })
})

describe('fields', () => {
  it('are refused with two of one code, and with a condition that looks ahead', () => {
    expect(fieldsSchema.safeParse([fields[0], fields[0]]).success).toBe(false)
    expect(fieldsSchema.safeParse([{ ...fields[2], order: 0 }, fields[1]]).success).toBe(false)
    expect(fieldsSchema.safeParse(fields).success).toBe(true)
  })
  it('are refused with options where none belong', () => {
    expect(fieldSchema.safeParse({ ...fields[3], options }).success).toBe(false)
    expect(fieldSchema.safeParse({ ...fields[0], options: undefined }).success).toBe(false)
  })
  it('are described to Open311', () => {
    expect(toOpen311Attribute(fields[0]!, 'en')).toMatchObject({
      variable: true,
      datatype: 'singlevaluelist',
      required: true,
      values: [{ key: 'klein', name: 'klein (en)' }, {}, {}],
    })
    expect(toOpen311Attribute(fields[9]!, 'de')).toMatchObject({ variable: false, required: false })
  })
  it('have a text for every mistake', () => {
    for (const lang of languages) {
      const t = translator(lang)
      for (const code of [
        'required',
        'choose',
        'option',
        'long',
        'short',
        'number',
        'low',
        'high',
        'date',
        'day_missing',
        'early',
        'late',
        'email',
        'phone',
        'few',
        'many',
      ])
        expect(t(`forms.error.${code}`, { min: 1, max: 2, length: 3 })).not.toContain('{{')
    }
  })
})
