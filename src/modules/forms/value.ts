import type { Field } from './field.ts'

export type Value = string | number | boolean | string[]

/** A person's mistake: a text key with what fills it. */
export interface Fault {
  key: string
  params: Record<string, string | number>
}

type Parsed = { value: Value | null } | { fault: Fault }

const fault = (code: string, params: Fault['params'] = {}): Parsed => ({
  fault: { key: `forms.error.${code}`, params },
})

/** Longest texts, where a field says nothing else; a description by Open311 has 4,000 characters. */
const lengths: Partial<Record<Field['kind'], number>> = { text: 200, longtext: 4000, email: 254, phone: 40 }

/** One field's answer from what was given; null for nothing. */
export function parseValue(field: Field, given: readonly string[], today: Temporal.PlainDate): Parsed {
  const words = given.map((word) => clean(word, field.kind === 'longtext')).filter((word) => word !== '')
  const first = words[0]
  if (first === undefined) {
    if (!field.required || field.automated) return { value: null }
    return fault(field.options || field.kind === 'yesno' ? 'choose' : 'required')
  }
  switch (field.kind) {
    case 'text':
    case 'longtext':
      return text(field, first)
    case 'email':
      return isEmail(first) ? text(field, first) : fault('email')
    case 'phone':
      return /^\+?[\d\s()/.-]{4,40}$/.test(first) && /\d{3}/.test(first.replace(/\D/g, ''))
        ? { value: first }
        : fault('phone')
    case 'number':
      return number(field, first)
    case 'yesno':
      return yesNo(first)
    case 'date':
      return date(field, first, today)
    case 'choice':
      return field.options?.some((o) => o.key === first) ? { value: first } : fault('option')
    case 'multichoice':
      return choices(field, [...new Set(words)])
    case 'note':
      return { value: null }
  }
}

/**
 * Takes out what nobody types: control characters and the invisible signs that turn the reading direction
 * round. Letters stay as they are, composed (NFC) as DIN 91379 asks.
 */
export function clean(text: string, lines = false): string {
  const composed = text.toWellFormed().normalize('NFC').replace(/\r\n?/g, '\n')
  const shown = composed.replace(lines ? /[^\P{Cc}\n\t]/gu : /\p{Cc}/gu, lines ? '' : ' ')
  return shown.replace(/[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').trim()
}

/** Good enough to be worth a try; whether it arrives, only a mail can tell. */
export const isEmail = (text: string): boolean =>
  text.length <= 254 &&
  /^[^\s@<>()",;:\\[\]]+@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?\.\p{L}{2,}$/u.test(text) &&
  !text.includes('..')

function text(field: Field, value: string): Parsed {
  const max = field.max ?? lengths[field.kind] ?? 200
  const length = [...value].length
  if (length > max) return fault('long', { max, length })
  if (field.min !== undefined && length < field.min) return fault('short', { min: field.min, length })
  return { value }
}

function number(field: Field, written: string): Parsed {
  const bare = written.replace(/[\s\u202f]/g, '')
  // "1.250,5" is German, "1250.5" is what machines and number inputs send.
  const german = /^[+-]?(\d{1,3}(\.\d{3})+|\d+),\d+$|^[+-]?\d{1,3}(\.\d{3})+$/.test(bare)
  const plain = german ? bare.replaceAll('.', '').replace(',', '.') : bare
  if (!/^[+-]?\d{1,15}(\.\d{1,10})?$/.test(plain)) return fault('number')
  const value = Number(plain)
  if (field.min !== undefined && value < field.min) return fault('low', { min: field.min })
  if (field.max !== undefined && value > field.max) return fault('high', { max: field.max })
  return { value }
}

function yesNo(word: string): Parsed {
  const lower = word.toLowerCase()
  if (['yes', 'ja', 'true', '1', 'on'].includes(lower)) return { value: true }
  return ['no', 'nein', 'false', '0', 'off'].includes(lower) ? { value: false } : fault('choose')
}

function date(field: Field, written: string, today: Temporal.PlainDate): Parsed {
  const german = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/.exec(written)
  const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(written)
  const [year, month, day] = german ? [german[3], german[2], german[1]] : [iso?.[1], iso?.[2], iso?.[3]]
  if (!year || !month || !day) return fault('date')
  let value: Temporal.PlainDate
  try {
    value = Temporal.PlainDate.from({ year: +year, month: +month, day: +day }, { overflow: 'reject' })
  } catch {
    return fault('day_missing')
  }
  const away = today.until(value).total('days')
  if (field.min !== undefined && away < field.min) return fault('early')
  if (field.max !== undefined && away > field.max) return fault('late')
  return { value: value.toString() }
}

function choices(field: Field, keys: string[]): Parsed {
  if (keys.some((key) => !field.options?.some((o) => o.key === key))) return fault('option')
  if (field.min !== undefined && keys.length < field.min) return fault('few', { min: field.min })
  if (field.max !== undefined && keys.length > field.max) return fault('many', { max: field.max })
  return { value: keys }
}
