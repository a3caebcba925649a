import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { lockCitizen } from './account.ts'

/** How many ways of each kind lead into an account. */
export async function waysOf(
  ctx: Ctx,
  account: Uuid,
): Promise<{ email: number; passkey: number; sign_on: number }> {
  const { rows } = await sql<{ email: number; passkey: number; sign_on: number }>`
    select (a.email is not null)::int as email,
      (select count(*)::int from citizens.passkey k where k.tenant_id = ${ctx.tenant.id} and k.account_id = a.id) as passkey,
      (select count(*)::int from citizens.sign_on o where o.tenant_id = ${ctx.tenant.id} and o.account_id = a.id) as sign_on
    from citizens.account a where a.tenant_id = ${ctx.tenant.id} and a.id = ${account}`.execute(ctx.db)
  return rows[0] ?? { email: 0, passkey: 0, sign_on: 0 }
}

/** Nobody locks themselves out: with one of these gone another way must be left. Throws Conflict. */
export async function assertOtherWay(ctx: Ctx, account: Uuid, without: 'passkey' | 'sign_on'): Promise<void> {
  await lockCitizen(ctx, account)
  const ways = await waysOf(ctx, account)
  if (ways.email + ways.passkey + ways.sign_on - 1 < 1 || ways[without] < 1)
    throw new Conflict('citizen.last_way')
}
