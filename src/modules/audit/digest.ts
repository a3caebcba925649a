import { hash } from 'node:crypto'
import { canonical } from '#platform/canonical.ts'
import type { Json } from '#platform/context/context.ts'

/** A digest of something said; the salt stands beside it, so that it tells nobody anything once both are erased. */
export const digestOf = (salt: string, value: Json): string =>
  hash('sha256', `${salt} ${JSON.stringify(canonical(value))}`, 'base64url')
