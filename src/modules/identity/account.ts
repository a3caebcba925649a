import { recordChange } from '#modules/audit/index.ts'
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

// Without what is grammar in a mail's head (RFC 5322, 3.4): "x,somebody@else.example" would be two addresses.
const plausible = /^[^\s@<>()",;:\\[\]\p{Cc}]{1,64}@[^\s@<>()",;:\\[\]\p{Cc}]{1,255}$/u
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

/**
 * Sets name and language, and the address if one is given. Throws NotFound, Invalid, and Conflict: the address has an
 * account, or the account was changed since `version`.
 */
export async function changeAccount(
  ctx: Ctx,
  id: Uuid,
  change: { name: string; lang: Lang; email?: string; version?: number },
): Promise<void> {
  const before = await lockAccount(ctx, id)
  if (change.version !== undefined && change.version !== before.version) throw new Conflict('account.version')
  const email = change.email === undefined ? before.email : foldEmail(change.email)
  if (!isEmail(email)) throw new Invalid('account.email')
  const other = email === before.email ? null : await accountByEmail(ctx, email)
  if (other) throw new Conflict('account.email_taken')
  const after = { name: change.name.trim(), lang: change.lang, email }
  await changeReference(ctx)
  await ctx.db
    .updateTable('identity.account')
    .set({ ...after, version: before.version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  // A link lies in the old address's postbox, which may be somebody else's by now.
  if (email !== before.email)
    ctx.send('delete from identity.invitation where tenant_id = $1 and account_id = $2', [ctx.tenant.id, id])
  recordChange(ctx, {
    type: 'account.changed',
    payload: { account: id },
    before: { name: before.name, lang: before.lang, email: before.email },
    after,
  })
}

/** Nobody signs in with it any more; what was done with it stays. Throws NotFound. */
export async function disableAccount(ctx: Ctx, id: Uuid): Promise<void> {
  await setDisabled(ctx, id, ctx.now)
  await endSessionsOf(ctx, id)
}

/** Its owner may sign in again. Throws NotFound. */
export const enableAccount = (ctx: Ctx, id: Uuid): Promise<void> => setDisabled(ctx, id, null)

async function setDisabled(ctx: Ctx, id: Uuid, at: Date | null): Promise<void> {
  const { version, disabled_at } = await lockAccount(ctx, id)
  await changeReference(ctx)
  await ctx.db
    .updateTable('identity.account')
    .set({ disabled_at: at, version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  recordChange(ctx, {
    type: at ? 'account.disabled' : 'account.enabled',
    payload: { account: id },
    before: { disabled: disabled_at !== null },
    after: { disabled: at !== null },
  })
}

/** To be held by whatever adds to an account's history: two at once would both be the next event. */
export async function lockAccount(ctx: Ctx, id: Uuid) {
  const row = await ctx.db
    .selectFrom('identity.account')
    .select(['version', 'email', 'name', 'lang', 'password_hash', 'disabled_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row
}
