import { recordChange } from '#modules/audit/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { lockAccount } from './account.ts'
import { endSessionsOf } from './ending.ts'
import { forgetDevices } from './known-device.ts'
import { dropPasskey, type Passkey, passkeysOf } from './passkey.ts'
import { dropRecoveryCodes } from './recovery.ts'

export interface Factors {
  app: { createdAt: Date; usedAt: Date | null } | null
  passkeys: readonly Passkey[]
  /** Recovery codes that are left; null when there were never any. */
  recoveryLeft: number | null
}

/** What somebody can show besides their password. */
export async function factorsOf(ctx: Ctx, account: Uuid): Promise<Factors> {
  const app = await ctx.db
    .selectFrom('identity.totp')
    .select(['created_at as createdAt', 'used_at as usedAt'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .executeTakeFirst()
  const codes = await ctx.db
    .selectFrom('identity.recovery_code')
    .select('used_at')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
  return {
    app: app ?? null,
    passkeys: await passkeysOf(ctx, account),
    recoveryLeft: codes.length > 0 ? codes.filter((c) => !c.used_at).length : null,
  }
}

/** Recovery codes stand in for a factor and are none themselves. */
export const hasFactor = ({ app, passkeys }: Factors): boolean => app !== null || passkeys.length > 0

/**
 * Takes the app, or a passkey by its id, away. With the last factor the recovery codes go too. Throws NotFound, and
 * Conflict when it is the last one of somebody who needs one.
 */
export async function removeFactor(
  ctx: Ctx,
  account: Uuid,
  which: { app: true } | { passkey: string },
  { required }: { required: boolean },
): Promise<void> {
  await lockAccount(ctx, account)
  if ('passkey' in which) await dropPasskey(ctx, account, which.passkey)
  else await dropApp(ctx, account)
  if (!hasFactor(await factorsOf(ctx, account))) {
    if (required) throw new Conflict('factor.last')
    await dropRecoveryCodes(ctx, account)
  }
  ctx.emit('account.factor_removed', { account, factor: 'app' in which ? 'totp' : 'passkey' })
}

/**
 * Takes all factors of somebody who has lost them, and ends their sessions. Asks nobody's permission: organisation's
 * verb does, before it calls this. Throws NotFound.
 */
export async function resetFactors(ctx: Ctx, account: Uuid): Promise<void> {
  await lockAccount(ctx, account)
  const { app, passkeys, recoveryLeft } = await factorsOf(ctx, account)
  if (app) await dropApp(ctx, account)
  for (const passkey of passkeys) await dropPasskey(ctx, account, passkey.id)
  await dropRecoveryCodes(ctx, account)
  await forgetDevices(ctx, account)
  await endSessionsOf(ctx, account)
  recordChange(ctx, {
    type: 'account.factors_reset',
    payload: { account },
    before: { app: app !== null, passkeys: passkeys.map((p) => p.name), recoveryCodes: recoveryLeft ?? 0 },
    after: { app: false, passkeys: [], recoveryCodes: 0 },
  })
}

async function dropApp(ctx: Ctx, account: Uuid): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('identity.totp')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .returning('account_id')
    .executeTakeFirst()
  if (!gone) throw new NotFound()
}
