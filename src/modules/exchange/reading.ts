import { XMLParser } from 'fast-xml-parser'

/** What other servers answer, read with patience: lists that are none, values in capitals, things in odd wrappers. */

export type Row = Readonly<Record<string, unknown>>

export type Read =
  | { ok: true; rows: Row[] }
  /** They say what is wrong. */
  | { ok: false; reason: 'errors'; sentences: string[] }
  /** A page for people, broken text, something else altogether. */
  | { ok: false; reason: 'nonsense' }

const MOST_ROWS = 20_000

const parser = new XMLParser({
  parseTagValue: false,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  processEntities: true,
})

/** The rows of an answer. `item` is how one is called in XML (`request`); the same word wraps single ones in some JSON. */
export function readRows(text: string, item: string): Read {
  const value = parsed(text)
  if (value === undefined) return { ok: false, reason: 'nonsense' }
  const rows = rowsIn(value, item)
  if (rows === null) return { ok: false, reason: 'nonsense' }
  const sentences = rows.flatMap((row) => faultIn(row) ?? [])
  if (rows.length > 0 && sentences.length === rows.length) return { ok: false, reason: 'errors', sentences }
  return { ok: true, rows: rows.slice(0, MOST_ROWS) }
}

function parsed(text: string): unknown {
  const body = text.replace(/^\ufeff/, '').trim()
  if (body === '') return undefined
  if (!body.startsWith('<')) {
    try {
      return JSON.parse(body)
    } catch {
      return undefined
    }
  }
  // Nobody needs a document type here but those who mean harm, and pages for people have one.
  if (/<!doctype|<!entity|<html[\s>]/i.test(body.slice(0, 4000)) || /<!entity/i.test(body)) return undefined
  try {
    const root = parser.parse(body) as Record<string, unknown>
    const [only, ...more] = Object.keys(root)
    if (!only || more.length > 0) return undefined
    return { [only]: root[only] }
  } catch {
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One or many, bare or under their name, or in a wrapper of one or two words. Null when it is no list at all. */
function rowsIn(value: unknown, item: string, depth = 0): Row[] | null {
  // An empty list is null in JSON and an empty element in XML.
  if (value === null || value === '') return []
  if (Array.isArray(value))
    return value.flatMap((one) => (isObject(one) ? [unwrapped(one, item)] : one === null ? [] : []))
  // Nobody wraps a list so often; a word in itself a hundred thousand times is there to break the reader.
  if (!isObject(value) || depth > 8) return null
  const names = Object.keys(value)
  if (item in value) return rowsIn(value[item], item, depth + 1)
  if ('error' in value && (isObject(value.error) || Array.isArray(value.error)))
    return [value.error].flat().filter(isObject)
  const [only] = names
  if (depth < 3 && only !== undefined && (names.length === 1 || isListName(only, item)))
    return isObject(value[only]) || Array.isArray(value[only]) || value[only] === '' || value[only] === null
      ? rowsIn(value[only], item, depth + 1)
      : [value]
  // {"0": {…}, "1": {…}}
  if (names.length > 0 && names.every((name) => /^\d+$/.test(name) && isObject(value[name])))
    return names.map((name) => unwrapped(value[name] as Record<string, unknown>, item))
  for (const list of [`${item}s`, `service_${item}s`, 'service_requests', 'requests'])
    if (Array.isArray(value[list])) return rowsIn(value[list], item, depth + 1)
  return [value]
}

const isListName = (name: string, item: string): boolean => name === `${item}s` || name === `service_${item}s`

const unwrapped = (one: Record<string, unknown>, item: string): Row => {
  const inner = one[item]
  return Object.keys(one).length === 1 && isObject(inner) ? inner : one
}

/** The sentence of a row that is a fault and nothing else. */
function faultIn(row: Row): string | null {
  const { code, description } = row
  const names = Object.keys(row)
  if (names.length > 3 || !names.includes('code') || !names.includes('description')) return null
  if (!names.every((name) => ['code', 'description', 'message', 'details'].includes(name))) return null
  return [textOf(code), textOf(description)].filter(Boolean).join(': ').slice(0, 500)
}

/** A value as text; empty, missing and odd ones are null. */
export function textOf(value: unknown, most = 10_000): string | null {
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') return null
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these are to go
  const text = value.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '').trim()
  return text === '' ? null : [...text].slice(0, most).join('')
}

/** All texts under a name: one, many, or many under one name (`media_url`, `photos: { photo: [] }`). */
export function textsOf(value: unknown, most = 20): string[] {
  const many = Array.isArray(value) ? value : isObject(value) ? Object.values(value).flat() : [value]
  return many.flatMap((one) => textOf(one, 2000) ?? []).slice(0, most)
}
