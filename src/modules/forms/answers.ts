import type { Field } from './field.ts'
import { inOrder } from './field.ts'
import { type Fault, parseValue, type Value } from './value.ts'

export type Answers = Record<string, Value>

/** What a form, a JSON body or an Open311 request sends: values by code, several for a multiple choice. */
export type Input = Record<string, unknown>

export type Parsed =
  | { ok: true; answers: Answers }
  /** `values` are the person's own words, to be shown again. */
  | { ok: false; errors: Record<string, Fault>; values: Record<string, string | string[]> }

/**
 * Answers to fields. Codes that no field has are dropped, and so are answers to fields that other answers have
 * put out of reach; whoever reads the answers later never meets them. `today` is the town's day, for dates.
 */
export function parseAnswers(fields: readonly Field[], input: Input, today: Temporal.PlainDate): Parsed {
  const answers: Answers = {}
  const errors: Record<string, Fault> = {}
  const values: Record<string, string | string[]> = {}
  for (const field of inOrder(fields)) {
    if (field.kind === 'note' || !reachable(field, answers)) continue
    const given = wordsIn(input, field.code)
    values[field.code] = field.kind === 'multichoice' ? given : (given[0] ?? '')
    const parsed = parseValue(field, given, today)
    if ('fault' in parsed) errors[field.code] = parsed.fault
    else if (parsed.value !== null) answers[field.code] = parsed.value
  }
  return Object.keys(errors).length === 0 ? { ok: true, answers } : { ok: false, errors, values }
}

/** Is a field asked at all, given the answers before it? */
export function reachable(field: Field, answers: Answers): boolean {
  if (!field.when) return true
  const given = answers[field.when.field]
  const wanted = Array.isArray(field.when.equals) ? field.when.equals : [field.when.equals]
  const has = (Array.isArray(given) ? given : [given]).map((v) =>
    v === true ? 'yes' : v === false ? 'no' : String(v),
  )
  return given !== undefined && has.some((v) => wanted.includes(v))
}

function wordsIn(input: Input, code: string): string[] {
  const value = Object.hasOwn(input, code) ? input[code] : undefined
  return (Array.isArray(value) ? value : [value])
    .filter((v) => typeof v === 'string' || typeof v === 'number' || typeof v === 'boolean')
    .map(String)
}
