import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { unwrapKey, wrapKey } from '#platform/secret.ts'

/** A text sealed with the tenant's key, bound to what it belongs to: copied to another row it cannot be opened. */
export const seal = async (ctx: Ctx, about: string, text: string): Promise<Buffer> =>
  wrapKey(await secret(ctx, 'identity.sign_on'), Buffer.from(text, 'utf8'), about)

export const unseal = async (ctx: Ctx, about: string, sealed: Buffer): Promise<string> =>
  unwrapKey(await secret(ctx, 'identity.sign_on'), sealed, about).toString('utf8')
