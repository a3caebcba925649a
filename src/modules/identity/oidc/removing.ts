import { recordChange } from '#modules/audit/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { endSessionsFrom } from './bound.ts'
import { lockProvider } from './managing.ts'

const tables = [
  'identity.sign_on_flow',
  'identity.logout_token',
  'identity.sign_on_session',
  'identity.provider_subject',
] as const

/** Takes a provider away; sessions that came from it end, accounts stay. Throws Forbidden, NotFound. */
export async function removeProvider(ctx: Ctx, id: Uuid): Promise<void> {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
  const { name, issuer, clientId, audience } = await lockProvider(ctx, id)
  await changeReference(ctx)
  await endSessionsFrom(ctx, id, {})
  for (const table of tables)
    await ctx.db
      .deleteFrom(table)
      .where('tenant_id', '=', ctx.tenant.id)
      .where('provider_id', '=', id)
      .execute()
  await ctx.db
    .deleteFrom('identity.provider')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  const before = { name, issuer, clientId, audience }
  recordChange(ctx, { type: 'provider.removed', payload: { provider: id }, before, after: null })
}
