import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { endSessionsOf } from './ending.ts'

export interface Account {
  id: Uuid
  email: string
  name: string
  lang: Lang
  disabledAt: Date | null
  version: number
}

export interface NewAccount {
  id?: Uuid
  email: string
  name: string
  lang?: Lang
  /** From `hashPassword`; without one nobody can sign in yet. */
  passwordHash?: string | null
}

/** One account an address: in the same letters, however it was typed. */
export const foldEmail = (email: string): string => email.trim().normalize('NFC').toLowerCase()

const plausible = /^[^\s@<>"]{1,64}@[^\s@<>"]{1,255}$/
export const isEmail = (email: string): boolean => plausible.test(foldEmail(email))

/**
 * Throws Invalid, and Conflict when the address has an account. This and the verbs below ask nobody's permission:
 * who may manage whom depends on units, so organisation's verbs ask before they call these.
 */
export async function createAccount(ctx: Ctx, account: NewAccount): Promise<Uuid> {
  const { id = newId(), name, lang = 'de', passwordHash = null } = account
  if (!isEmail(account.email)) throw new Invalid('account.email')
  await changeReference(ctx)
  const made = await ctx.db
    .insertInto('identity.account')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      email: foldEmail(account.email),
      name: name.trim(),
      password_hash: passwordHash,
      lang,
      created_at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'email']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Conflict('account.email_taken')
  ctx.emit('account.created', { account: id }, { first: true })
  return id
}

/** All accounts of the town, in no order. */
export async function allAccounts(ctx: Ctx): Promise<Account[]> {
  const rows = await ctx.db
    .selectFrom('identity.account')
    .select(['id', 'email', 'name', 'lang', 'disabled_at as disabledAt', 'version'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  return rows.map((row) => ({ ...row, lang: row.lang as Lang }))
}

export async function accountByEmail(ctx: Ctx, email: string): Promise<Account | null> {
  const row = await ctx.db
    .selectFrom('identity.account')
    .select(['id', 'email', 'name', 'lang', 'disabled_at as disabledAt', 'version'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', '=', foldEmail(email))
    .executeTakeFirst()
  return row ? { ...row, lang: row.lang as Lang } : null
}

/** Sets name and language. Throws NotFound. */
export async function changeAccount(ctx: Ctx, id: Uuid, change: { name: string; lang: Lang }): Promise<void> {
  const { version } = await lockAccount(ctx, id)
  await changeReference(ctx)
  await ctx.db
    .updateTable('identity.account')
    .set({ name: change.name.trim(), lang: change.lang, version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  ctx.emit('account.changed', { account: id })
}

/** Nobody signs in with it any more; what was done with it stays. Throws NotFound. */
export async function disableAccount(ctx: Ctx, id: Uuid): Promise<void> {
  const { version } = await lockAccount(ctx, id)
  await changeReference(ctx)
  await ctx.db
    .updateTable('identity.account')
    .set({ disabled_at: ctx.now, version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  await endSessionsOf(ctx, id)
  ctx.emit('account.disabled', { account: id })
}

/** To be held by whatever adds to an account's history: two at once would both be the next event. */
export async function lockAccount(ctx: Ctx, id: Uuid) {
  const row = await ctx.db
    .selectFrom('identity.account')
    .select(['version', 'email', 'password_hash', 'disabled_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}
