import { HTTPException } from 'hono/http-exception'
import { type Cause, LETTERS_A_DAY, mayCause } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Req } from './env.ts'

/** Counts per key in fixed windows, in this process: enough to stop a flood, cheap enough for every request. */
export class RateLimit {
  readonly #windowMs: number
  #counts = new Map<string, number>()
  #since = 0

  constructor(windowMs = 60_000) {
    this.#windowMs = windowMs
  }

  /** False when the key has used up what it may do in this window. */
  take(key: string, most: number, now = performance.now()): boolean {
    if (now - this.#since > this.#windowMs) {
      this.#counts = new Map()
      this.#since = now
    }
    const n = (this.#counts.get(key) ?? 0) + 1
    this.#counts.set(key, n)
    return n <= most
  }
}

/** Throws 429 when an address does something too often. */
export function limit(c: Req, limits: RateLimit, what: string, most: number): void {
  if (!limits.take(`${c.get('tenant').id}:${what}:${c.get('address')}`, most)) {
    c.header('Retry-After', '60')
    throw new HTTPException(429)
  }
}

const letters = new RateLimit(86_400_000)

/**
 * Throws 429 when too many letters were caused to one address that nobody has shown to be theirs: whoever types a
 * stranger's cannot flood them, from however many addresses of the net, in however many towns of this process. What
 * processes have in common is counted for each town (`mayCause`).
 */
export function limitLetters(c: Req, cause: Cause, email: string | null | undefined): void {
  if (!email) return
  if (!letters.take(`${cause}:${email.trim().toLowerCase()}`, LETTERS_A_DAY[cause])) tooMany(c)
}

/** The same for a letter that asks whether somebody wants to hear of something, by all processes of the platform. */
export async function limitAsking(c: Req, ctx: Ctx, email: string): Promise<void> {
  if (!email) return
  limitLetters(c, 'asked', email)
  if (!(await mayCause(ctx, 'asked', email))) tooMany(c)
}

function tooMany(c: Req): never {
  c.header('Retry-After', '3600')
  throw new HTTPException(429)
}
