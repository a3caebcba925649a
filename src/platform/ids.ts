import { createHash } from 'node:crypto'
import { v7 } from 'uuid'

export type Uuid = string

/** A UUID v7 made in the program: sortable by time, and no server function is needed (PostgreSQL 15). */
export const newId = (): Uuid => v7()

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (text: unknown): text is Uuid => typeof text === 'string' && form.test(text)

/** Always the same UUID (version 8, RFC 9562) for the same words: fixed ids of the demo town. */
export function idFrom(...words: string[]): Uuid {
  const hex = createHash('sha256').update(words.join('\u0000')).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
