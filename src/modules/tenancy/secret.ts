import type { Ctx } from '#platform/context/context.ts'
import type { Platform } from '#platform/platform.ts'
import { newKey, unwrapKey, wrapKey } from '#platform/secret.ts'

// A secret never changes, so it is kept beside what is remembered by revision.
const kept = new WeakMap<Platform, Map<string, Buffer>>()

/**
 * A key of the tenant for one purpose (32 bytes), made on first use. In the database it stands wrapped by
 * the master key, bound to tenant and name: copied to another row it cannot be opened.
 */
export async function secret(ctx: Ctx, name: string): Promise<Buffer> {
  const about = `${ctx.tenant.id}:${name}`
  const known = kept.get(ctx.platform)?.get(about)
  if (known) return known
  const wrapped = (await read(ctx, name)) ?? (await make(ctx, name, about))
  const key = unwrapKey(ctx.platform.masterKey, wrapped, about)
  // Only after the commit: a key whose row was rolled back must not be used by anybody else.
  ctx.afterCommit(() => {
    const keys = kept.get(ctx.platform) ?? new Map<string, Buffer>()
    kept.set(ctx.platform, keys.set(about, key))
  })
  return key
}

async function read(ctx: Ctx, name: string): Promise<Buffer | undefined> {
  const row = await ctx.db
    .selectFrom('tenancy.secret')
    .select('wrapped')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.wrapped
}

async function make(ctx: Ctx, name: string, about: string): Promise<Buffer> {
  const wrapped = wrapKey(ctx.platform.masterKey, newKey(), about)
  await ctx.db
    .insertInto('tenancy.secret')
    .values({ tenant_id: ctx.tenant.id, name, wrapped })
    .onConflict((oc) => oc.columns(['tenant_id', 'name']).doNothing())
    .execute()
  return (await read(ctx, name))! // ours, or that of whoever was faster
}
