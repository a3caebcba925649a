import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { bytesOfId, idOfBytes, type Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'
import { subscriberById } from './own.ts'
import { type Rhythm, rhythms } from './wish.ts'

// Signed as in cases/stopping.ts (docs/adr/0005): nothing is stored, and what was signed for one use opens no other.
const MAC = 16

/** The link in each letter by which its reader sees, changes and ends what goes to this address. */
export const manageToken = (ctx: Ctx, subscriber: Uuid): Promise<string> =>
  signed(ctx, 'manage', bytesOfId(subscriber))

/** The one-click stop of a series of letters (RFC 8058). */
export const stopSeriesToken = (ctx: Ctx, subscriber: Uuid, rhythm: Rhythm): Promise<string> =>
  signed(ctx, 'stop', Buffer.concat([bytesOfId(subscriber), Buffer.of(rhythms.indexOf(rhythm))]))

/** Whose link this is; null for one that is not ours, or of somebody who has gone. */
export async function managerByToken(ctx: Ctx, token: string): Promise<Uuid | null> {
  const bytes = await opened(ctx, 'manage', token, 16)
  return bytes ? ((await subscriberById(ctx, idOfBytes(bytes)))?.id ?? null) : null
}

/** Which series a stop link ends; null for one that is not ours. */
export async function seriesByToken(
  ctx: Ctx,
  token: string,
): Promise<{ subscriber: Uuid; rhythm: Rhythm } | null> {
  const bytes = await opened(ctx, 'stop', token, 17)
  const rhythm = bytes && rhythms[bytes[16]!]
  return rhythm ? { subscriber: idOfBytes(bytes), rhythm } : null
}

async function signed(ctx: Ctx, use: 'manage' | 'stop', bytes: Buffer): Promise<string> {
  return Buffer.concat([bytes, await signature(ctx, use, bytes)]).toString('base64url')
}

async function opened(
  ctx: Ctx,
  use: 'manage' | 'stop',
  token: string,
  length: number,
): Promise<Buffer | null> {
  const all = Buffer.from(token, 'base64url')
  if (all.length !== length + MAC) return null
  const bytes = all.subarray(0, length)
  return (await signature(ctx, use, bytes)).equals(all.subarray(length)) ? bytes : null
}

const signature = async (ctx: Ctx, use: string, bytes: Buffer): Promise<Buffer> =>
  hmac(await secret(ctx, 'subscriptions'), `${use}:${bytes.toString('hex')}`).subarray(0, MAC)
