import { createHmac, randomBytes } from 'node:crypto'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { unwrapKey, wrapKey } from '#platform/secret.ts'

/** Standard Webhooks (standardwebhooks.com, 1.0.0): the text that both sides know, `whsec_` and base64. */
export const newHookSecret = (): Buffer => randomBytes(32)
export const shownSecret = (key: Buffer): string => `whsec_${key.toString('base64')}`

/** Sealed with a key of the town, bound to the hook. */
export const sealSecret = async (ctx: Ctx, hook: Uuid, key: Buffer): Promise<Buffer> =>
  wrapKey(await secret(ctx, 'webhooks'), key, `webhook ${hook}`)
export const openSecret = async (ctx: Ctx, hook: Uuid, sealed: Buffer): Promise<Buffer> =>
  unwrapKey(await secret(ctx, 'webhooks'), sealed, `webhook ${hook}`)

/** The headers that prove where a message comes from; one signature for each secret that is good now. */
export function signedHeaders(
  keys: readonly Buffer[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000))
  const sign = (key: Buffer) =>
    `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': keys.map(sign).join(' '),
  }
}
