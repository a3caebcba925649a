import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { unwrapKey, wrapKey } from '#platform/secret.ts'

/** Their key for us, sealed with a key of the town and bound to the endpoint. */
export const sealKey = async (ctx: Ctx, endpoint: Uuid, key: string): Promise<Buffer> =>
  wrapKey(await secret(ctx, 'exchange'), Buffer.from(key, 'utf8'), `endpoint ${endpoint}`)

/** The key as they gave it; null where they ask for none. */
export async function keyFor(ctx: Ctx, endpoint: Uuid): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('exchange.endpoint')
    .select('api_key')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', endpoint)
    .executeTakeFirst()
  return row?.api_key
    ? unwrapKey(await secret(ctx, 'exchange'), row.api_key, `endpoint ${endpoint}`).toString('utf8')
    : null
}
