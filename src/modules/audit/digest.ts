import { hash } from 'node:crypto'
import type { Json } from '#platform/context/context.ts'

/** A digest of something said; the salt stands beside it, so that it tells nobody anything once both are erased. */
export const digestOf = (salt: string, value: Json): string =>
  hash('sha256', `${salt} ${JSON.stringify(sorted(value))}`, 'base64url')

/** The database gives the keys of an object in an order of its own. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, v]) => [k, sorted(v as Json)]),
  )
}
