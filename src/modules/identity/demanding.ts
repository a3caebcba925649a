import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { isPublished } from './password.ts'

/** The codes of somebody's roles; organisation knows them and stands above this module, so it is handed in. */
export type RolesOf = (ctx: Ctx, account: Uuid) => Promise<readonly string[]>

/**
 * Does the town ask this person for a second factor? A demo's published login is everybody's and asks for none: it
 * opens nothing outside of a demo, and whoever set one up would lock all others out.
 */
export async function factorRequired(ctx: Ctx, account: Uuid, rolesOf: RolesOf): Promise<boolean> {
  const { signIn } = await settings(ctx)
  if (signIn.secondFactor === 'off') return false
  const row = await ctx.db
    .selectFrom('identity.account')
    .select('password_hash')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', account)
    .executeTakeFirst()
  if (row?.password_hash && isPublished(row.password_hash)) return false
  if (signIn.secondFactor === 'all') return true
  return (await rolesOf(ctx, account)).some((role) => signIn.roles.includes(role))
}
