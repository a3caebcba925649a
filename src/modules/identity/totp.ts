import { Secret, TOTP } from 'otpauth'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { lockAccount } from './account.ts'
import { openFactor, openProposal, sealFactor, sealProposal } from './sealing.ts'

/** RFC 6238 with what every app can do; one step of 30 s to each side forgives slow clocks and slow fingers. */
const PERIOD = 30
const generator = (secret: string, more: { issuer?: string; label?: string } = {}): TOTP =>
  new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: PERIOD, ...more })

export interface ProposedApp {
  /** Base32, for typing. */
  secret: string
  /** `otpauth://…`, for the QR code. */
  url: string
  /** For `addApp`. */
  sealed: string
}

/** A new secret for an app; it counts once `addApp` has seen a code of it. `sealed`: the one that was shown before. */
export async function proposeApp(
  ctx: Ctx,
  account: { id: Uuid; email: string },
  sealed?: string,
): Promise<ProposedApp> {
  const shown = sealed ? await openProposal(ctx, `totp ${account.id}`, sealed) : null
  const secret = shown?.[0] ?? new Secret({ size: 20 }).base32
  return {
    secret,
    url: generator(secret, { issuer: ctx.tenant.name, label: account.email }).toString(),
    sealed: shown ? sealed! : await sealProposal(ctx, `totp ${account.id}`, [secret]),
  }
}

/** The app is set up when its code is right; one that was there before is replaced. False: wrong code, or too late. */
export async function addApp(ctx: Ctx, account: Uuid, sealed: string, code: string): Promise<boolean> {
  const secret = (await openProposal(ctx, `totp ${account}`, sealed))?.[0]
  const step = secret && stepOf(ctx, secret, code)
  if (!step) return false
  await lockAccount(ctx, account)
  const row = {
    sealed: await sealFactor(ctx, `totp ${account}`, secret),
    last_step: step,
    created_at: ctx.now,
    used_at: null,
  }
  await ctx.db
    .insertInto('identity.totp')
    .values({ tenant_id: ctx.tenant.id, account_id: account, ...row })
    .onConflict((oc) => oc.columns(['tenant_id', 'account_id']).doUpdateSet(row))
    .execute()
  ctx.emit('account.factor_added', { account, factor: 'totp' })
  return true
}

/** Is this the app's code now? Each is right once: a step that was used, and all before it, are over. */
export async function useAppCode(ctx: Ctx, account: Uuid, code: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('identity.totp')
    .select('sealed')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .executeTakeFirst()
  if (!row) return false
  const step = stepOf(ctx, await openFactor(ctx, `totp ${account}`, row.sealed), code)
  if (!step) return false
  const used = await ctx.db
    .updateTable('identity.totp')
    .set({ last_step: step, used_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('last_step', '<', step)
    .returning('account_id')
    .executeTakeFirst()
  return used !== undefined
}

/** Which step's code this is, if any. Spaces are how apps show it. */
function stepOf(ctx: Ctx, secret: string, typed: string): number | null {
  const code = typed.replace(/\s/g, '')
  if (!/^\d{6}$/.test(code)) return null
  const timestamp = ctx.now.getTime()
  const delta = generator(secret).validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD) + delta
}
