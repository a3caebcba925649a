import { secret } from '#modules/tenancy/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Lang } from '#platform/i18n.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { hashToken, hmac } from '#platform/secret.ts'
import { lockAccount } from './account.ts'
import { endSessionsOf } from './ending.ts'
import { hashPassword, passwordFault } from './password.ts'

const DAY = 86_400_000
export const INVITATION_DAYS = 7

/** 'welcome' for a new account, 'password' for a new password. */
export type Purpose = 'welcome' | 'password'

export interface Invitation {
  id: Uuid
  account: Uuid
  purpose: Purpose
  createdAt: Date
  expiresAt: Date
  usedAt: Date | null
}

/**
 * Makes a link by which somebody sets their own password, once and within 7 days; an earlier one is worth nothing any
 * more. Answers its token. Like account.ts it asks nobody's permission: organisation's verbs do. Throws NotFound.
 */
export async function invite(ctx: Ctx, account: Uuid, purpose: Purpose): Promise<string> {
  await lockAccount(ctx, account)
  await ctx.db
    .deleteFrom('identity.invitation')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
  const id = newId()
  const token = await tokenOf(ctx, id)
  await ctx.db
    .insertInto('identity.invitation')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      account_id: account,
      token_hash: hashToken(token),
      purpose,
      created_at: ctx.now,
      expires_at: new Date(ctx.now.getTime() + INVITATION_DAYS * DAY),
    })
    .execute()
  ctx.emit('account.invited', { account, purpose })
  return token
}

/** 128 bits that only the town's key can make, as those of tracking links (ADR 5): the database has their hash alone. */
const tokenOf = async (ctx: Ctx, id: Uuid): Promise<string> =>
  hmac(await secret(ctx, 'invitation'), id)
    .subarray(0, 16)
    .toString('base64url')

/** The token of a link that is still good, for a town that sends no mail yet; null when there is none. */
export async function invitationLink(ctx: Ctx, account: Uuid): Promise<string | null> {
  const open = (await invitationsOf(ctx, [account])).get(account)
  return open && !open.usedAt && open.expiresAt > ctx.now ? tokenOf(ctx, open.id) : null
}

/** The last invitation of each of these accounts, used or not. */
export async function invitationsOf(ctx: Ctx, accounts: readonly Uuid[]): Promise<Map<Uuid, Invitation>> {
  if (accounts.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('identity.invitation')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', 'in', [...accounts])
    .execute()
  return new Map(
    rows.map((row) => [
      row.account_id,
      {
        id: row.id,
        account: row.account_id,
        purpose: row.purpose as Purpose,
        createdAt: row.created_at,
        expiresAt: row.expires_at,
        usedAt: row.used_at,
      },
    ]),
  )
}

/** Whom a link invites; null alike for unknown, used and expired ones and for accounts that are disabled. */
export async function invitedBy(ctx: Ctx, token: string) {
  const row = await ctx.db
    .selectFrom('identity.invitation as i')
    .innerJoin('identity.account as a', (j) =>
      j.onRef('a.tenant_id', '=', 'i.tenant_id').onRef('a.id', '=', 'i.account_id'),
    )
    .select(['a.id', 'a.name', 'a.email', 'a.lang', 'i.purpose', 'i.id as invitation'])
    .where('i.tenant_id', '=', ctx.tenant.id)
    .where('a.tenant_id', '=', ctx.tenant.id)
    .where('i.token_hash', '=', hashToken(token))
    .where('i.used_at', 'is', null)
    .where('i.expires_at', '>', ctx.now)
    .where('a.disabled_at', 'is', null)
    .executeTakeFirst()
  return row ? { ...row, lang: row.lang as Lang, purpose: row.purpose as Purpose } : null
}

export type Acceptance =
  | { ok: true; email: string }
  | { ok: false; reason: 'gone' | 'too_short' | 'too_long' | 'like_email' }

/** Sets the password that an invited person chose; the link is used up and all their sessions end. */
export async function acceptInvitation(
  platform: Platform,
  tenant: Tenant,
  token: string,
  password: string,
): Promise<Acceptance> {
  const person = await inTx(platform, { tenant, actor: anonymous }, (ctx) => invitedBy(ctx, token))
  if (!person) return { ok: false, reason: 'gone' }
  const fault = passwordFault(password, person.email)
  if (fault) return { ok: false, reason: fault }
  const hash = await hashPassword(password)
  const actor = { kind: 'staff', id: person.id, name: person.name, grants: [] } as const
  return inTx(platform, { tenant, actor }, async (ctx): Promise<Acceptance> => {
    const { version } = await lockAccount(ctx, person.id)
    // Used by somebody else, or replaced, while we were hashing.
    if (!(await invitedBy(ctx, token))) return { ok: false, reason: 'gone' }
    await ctx.db
      .updateTable('identity.invitation')
      .set({ used_at: ctx.now })
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', person.invitation)
      .execute()
    await ctx.db
      .updateTable('identity.account')
      .set({ password_hash: hash, version: version + 1 })
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', person.id)
      .execute()
    await endSessionsOf(ctx, person.id)
    ctx.emit('account.password_changed', { account: person.id })
    return { ok: true, email: person.email }
  })
}
