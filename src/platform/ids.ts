import { createHash, randomFillSync } from 'node:crypto'
import { v7 } from 'uuid'

export type Uuid = string

// Randomness is fetched for many ids at once: asked for 16 bytes at a time, it costs more than the rest of an id.
const pool = new Uint8Array(4096)
let used = pool.length
function random(): Uint8Array {
  if (used === pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += 16
  return pool.subarray(used - 16, used)
}

let lastMs = 0
let count = 0

/**
 * A UUID v7 made in the program: sortable by time, and no server function is needed (PostgreSQL 15). Ids of one
 * millisecond count up, so that they sort in the order of their making.
 */
export function newId(): Uuid {
  const bytes = random()
  const now = Date.now()
  if (now > lastMs) {
    lastMs = now
    // 31 random bits, the highest of 32 left free to count into (RFC 9562, 6.2, method 1).
    count = ((bytes[6]! << 24) | (bytes[7]! << 16) | (bytes[8]! << 8) | bytes[9]!) & 0x7fffffff
  } else {
    count += 1
  }
  return v7({ random: bytes, msecs: lastMs, seq: count })
}

const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
export const isUuid = (text: unknown): text is Uuid => typeof text === 'string' && form.test(text)

/** The 16 bytes of an id, as signed links carry them. */
export const bytesOfId = (id: Uuid): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex')

/** The id that stands in 16 bytes from `from` on. */
export const idOfBytes = (bytes: Buffer, from = 0): Uuid =>
  bytes.toString('hex', from, from + 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')

/** Always the same UUID (version 8, RFC 9562) for the same words: fixed ids of the demo town. */
export function idFrom(...words: string[]): Uuid {
  const hex = createHash('sha256').update(words.join('\u0000')).digest('hex')
  const variant = ((Number.parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
