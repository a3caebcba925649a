import { recordReading } from '#modules/audit/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hookById, updateHook } from './hook.ts'
import { newHookSecret, openSecret, sealSecret, shownSecret } from './secret.ts'

/** A new secret; the old one signs along for a day, so that the other side can change over. Throws Forbidden, NotFound. */
export async function renewSecret(ctx: Ctx, id: Uuid): Promise<string> {
  const { version } = await hookById(ctx, id)
  const key = newHookSecret()
  const old = await sealedSecret(ctx, id)
  const until = new Date(ctx.now.getTime() + 86_400_000)
  await updateHook(
    ctx,
    id,
    { secret: await sealSecret(ctx, id, key), previous_secret: old, previous_until: until },
    version,
  )
  ctx.emit('webhook.secret_renewed', { webhook: id })
  return shownSecret(key)
}

/** The secret, for who sets up the other side; that it was shown is recorded. Throws Forbidden, NotFound. */
export async function hookSecret(ctx: Ctx, id: Uuid): Promise<string> {
  await hookById(ctx, id)
  const secret = await sealedSecret(ctx, id)
  recordReading(ctx, 'webhook.secret', id)
  return shownSecret(await openSecret(ctx, id, secret))
}

async function sealedSecret(ctx: Ctx, id: Uuid): Promise<Buffer> {
  const { secret } = await ctx.db
    .selectFrom('webhooks.hook')
    .select('secret')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return secret
}
