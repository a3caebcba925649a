import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { lockAccount } from './account.ts'

export interface Passkey {
  id: Uuid
  name: string
  /** Synchronised by its maker, so that losing the device does not lose the key. */
  backedUp: boolean
  createdAt: Date
  usedAt: Date | null
}

/** Somebody's passkeys, the newest last. */
export async function passkeysOf(ctx: Ctx, account: Uuid): Promise<Passkey[]> {
  return ctx.db
    .selectFrom('identity.passkey')
    .select(['id', 'name', 'backed_up as backedUp', 'created_at as createdAt', 'used_at as usedAt'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** What an authenticator needs to find its key: ids and the ways to reach it. */
export async function credentialsOf(ctx: Ctx, account: Uuid) {
  const rows = await ctx.db
    .selectFrom('identity.passkey')
    .select(['credential_id', 'transports'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
  return rows.map((r) => ({ id: r.credential_id.toString('base64url'), transports: r.transports }))
}

/** COSE: EdDSA, ES256, RS256. What no key in use speaks yet would only be a risk. */
export const algorithms = [-8, -7, -257]

export const PASSKEY_NAME_LENGTH = 60

/** Throws NotFound for what is not theirs. */
export async function renamePasskey(ctx: Ctx, account: Uuid, id: string, name: string): Promise<void> {
  const renamed = isUuid(id)
    ? await ctx.db
        .updateTable('identity.passkey')
        .set({ name: name.trim().slice(0, PASSKEY_NAME_LENGTH) })
        .where('tenant_id', '=', ctx.tenant.id)
        .where('account_id', '=', account)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
    : undefined
  if (!renamed) throw new NotFound()
}

/** Throws NotFound. Whether a last factor may go is `removeFactor`'s matter. */
export async function dropPasskey(ctx: Ctx, account: Uuid, id: string): Promise<void> {
  await lockAccount(ctx, account)
  const gone = isUuid(id)
    ? await ctx.db
        .deleteFrom('identity.passkey')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('account_id', '=', account)
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
    : undefined
  if (!gone) throw new NotFound()
}
