import { createECDH } from 'node:crypto'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import { hmac } from '#platform/secret.ts'

export interface PushKeys {
  publicKey: string
  privateKey: string
}

/**
 * The town's own pair of keys by which push services tell it from others (VAPID, RFC 8292). Made from a secret of the
 * town, which stands sealed in the database and never changes: a new pair would end all subscriptions.
 */
export const pushKeys = (ctx: Ctx): Promise<PushKeys> =>
  remember(ctx, 'subscriptions.push_keys', async () => {
    const own = await secret(ctx, 'web-push')
    for (let i = 0; ; i++) {
      const curve = createECDH('prime256v1')
      const scalar = hmac(own, `vapid ${i}`)
      try {
        curve.setPrivateKey(scalar)
      } catch {
        continue // one in four thousand million lies outside of the curve's order
      }
      return { publicKey: curve.getPublicKey('base64url'), privateKey: scalar.toString('base64url') }
    }
  })

/** What the browser needs to let this town, and nobody else, push to it. */
export const pushPublicKey = async (ctx: Ctx): Promise<string> => (await pushKeys(ctx)).publicKey
