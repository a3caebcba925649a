import type { Req } from '#http/env.ts'
import { Invalid } from '#platform/errors.ts'
import { LONGEST_KEY } from '#platform/idempotency.ts'

/** The request's `Idempotency-Key`; null without one. Throws Invalid for one that cannot be kept. */
export function idempotencyKey(c: Req): string | null {
  const key = c.req.header('idempotency-key')?.trim()
  if (!key) return null
  if (key.length > LONGEST_KEY || !/^[\x20-\x7e]+$/.test(key))
    throw new Invalid('idempotency_key', { most: LONGEST_KEY })
  return key
}
