import type { Actor } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { hashToken } from '#platform/secret.ts'
import { lockAccount } from './account.ts'
import { checkAnswer, type FactorAnswer } from './answering.ts'
import { verifyPassword } from './password.ts'
import { countAttempt, takeBack } from './throttle.ts'

/** For so long after signing in or confirming, dangerous actions ask for nothing more. */
const FRESH_MINUTES = 10

/** Has the person at this session shown within the last ten minutes that it is still them? */
export async function confirmedLately(ctx: Ctx, token: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('identity.session')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('state', '=', 'full')
    .where('confirmed_at', '>', new Date(ctx.now.getTime() - FRESH_MINUTES * 60_000))
    .executeTakeFirst()
  return row !== undefined
}

export type Confirmation =
  | { ok: true }
  | { ok: false; reason: 'wrong' }
  | { ok: false; reason: 'throttled'; retryAt: Date }

/** Shows that it is still them, by the password or a second factor. Guessing is throttled as at the door. */
export async function confirmSession(
  platform: Platform,
  who: { tenant: Tenant; actor: Extract<Actor, { kind: 'staff' }> },
  token: string,
  proof: { kind: 'password'; password: string } | FactorAnswer,
  address: string,
): Promise<Confirmation> {
  const { id } = who.actor
  const what = proof.kind === 'password' ? 'account' : 'code'
  const { account, counted } = await inTx(platform, who, async (ctx) => {
    const account = await lockAccount(ctx, id)
    return { account, counted: await countAttempt(ctx, { email: account.email, address, what }) }
  })
  if ('blockedUntil' in counted) return { ok: false, reason: 'throttled', retryAt: counted.blockedUntil }
  if (
    proof.kind === 'password' &&
    !(await verifyPassword(proof.password, account.password_hash, platform.config.demo))
  )
    return { ok: false, reason: 'wrong' }
  return inTx(platform, who, async (ctx): Promise<Confirmation> => {
    if (proof.kind !== 'password' && !(await checkAnswer(ctx, id, proof, 'confirm')))
      return { ok: false, reason: 'wrong' }
    await takeBack(ctx, counted.attempt)
    await ctx.db
      .updateTable('identity.session')
      .set({ confirmed_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('account_id', '=', id)
      .where('token_hash', '=', hashToken(token))
      .where('state', '=', 'full')
      .execute()
    return { ok: true }
  })
}
