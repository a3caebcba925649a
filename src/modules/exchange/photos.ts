import { timingSafeEqual } from 'node:crypto'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'

/** How long a partner may fetch a photo after it was named to them. */
const DAYS = 7

/**
 * The address under which a partner fetches a photo without its metadata: signed and for some days only, because the
 * report may be public neither here nor there.
 */
export async function photoAddress(ctx: Ctx, id: Uuid): Promise<string> {
  const until = Math.floor(ctx.now.getTime() / 1000) + DAYS * 86_400
  return `${ctx.tenant.publicUrl}/fotos/partner/${id}.${until}.${await sign(ctx, id, until)}`
}

/** The photo that a signed address names; null when the signature is not ours or too old. */
export async function photoByToken(ctx: Ctx, token: string): Promise<Uuid | null> {
  const [id = '', until = '', signature = '', ...more] = token.split('.')
  if (more.length > 0 || !isUuid(id) || !/^\d{1,12}$/.test(until)) return null
  const right = Buffer.from(await sign(ctx, id, Number(until)))
  const given = Buffer.from(signature)
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null
  return Number(until) * 1000 >= ctx.now.getTime() ? id : null
}

const sign = async (ctx: Ctx, id: string, until: number): Promise<string> =>
  hmac(await secret(ctx, 'exchange'), `photo ${id} ${until}`).toString('base64url')
