import { randomBytes, timingSafeEqual } from 'node:crypto'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'

/** What somebody may be counted for. */
export type Purpose = 'me_too' | 'still_there'

/** Somebody who does not say who they are. */
export interface Visitor {
  /** The word of their browser (`newBrowser`). */
  browser: string
  /** The word was made just now: the browser brought none, and may never bring one. */
  fresh: boolean
  /** Where the request came from. */
  address: string
}

const DAY = 86_400_000
/** After this a word is like none; the cookie is gone by then. */
const GOOD_DAYS = 180
const BYTES = { random: 16, day: 4, signature: 12 }
const SIGNED = BYTES.random + BYTES.day

/** A word that tells one browser from another for half a year: random, dated, and signed, so that none can be made up. */
export async function newBrowser(ctx: Ctx): Promise<string> {
  const day = Buffer.alloc(BYTES.day)
  day.writeUInt32BE(Math.floor(ctx.now.getTime() / DAY))
  const signed = Buffer.concat([randomBytes(BYTES.random), day])
  return Buffer.concat([signed, await signature(ctx, signed)]).toString('base64url')
}

/** Is this one of our words, and still good? */
export async function isBrowser(ctx: Ctx, word: string | undefined): Promise<boolean> {
  if (!word) return false
  const bytes = Buffer.from(word, 'base64url')
  if (bytes.length !== SIGNED + BYTES.signature || bytes.toString('base64url') !== word) return false
  const signed = bytes.subarray(0, SIGNED)
  if (!timingSafeEqual(await signature(ctx, signed), bytes.subarray(SIGNED))) return false
  const age = Math.floor(ctx.now.getTime() / DAY) - signed.readUInt32BE(BYTES.random)
  return age >= 0 && age < GOOD_DAYS
}

const signature = async (ctx: Ctx, signed: Buffer): Promise<Buffer> =>
  hmac(await secret(ctx, 'counting'), `browser ${signed.toString('hex')}`).subarray(0, BYTES.signature)

/** As what a browser is counted: another one for each case and purpose, so that nobody's voices can be put together. */
export const voterKey = async (ctx: Ctx, purpose: Purpose, caseId: Uuid, browser: string): Promise<Buffer> =>
  hmac(await secret(ctx, 'counting'), `${purpose} ${caseId} ${browser}`).subarray(0, 16)
