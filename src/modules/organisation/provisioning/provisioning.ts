import { recordChange } from '#modules/audit/index.ts'
import {
  accountByEmail,
  changeAccount,
  createAccount,
  disableAccount,
  enableAccount,
  isEmail,
  lockAccount,
} from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { keepingAnAdministrator } from '../administrators.ts'
import { assertDirectory, foldName, isAdministratorByHand } from './directory.ts'
import { remap } from './remapping.ts'

/** What the directory says about somebody. */
export interface UserInput {
  userName: string
  externalId: string | null
  name: string
  givenName: string | null
  familyName: string | null
  email: string
  /** Null: as it is. */
  lang: Lang | null
  active: boolean
}

/**
 * Makes an account for somebody, or takes over one whose address is the user name; one that the directory had withdrawn
 * comes back. An administrator's account is never taken over. Throws Forbidden, Invalid, Conflict.
 */
export async function provisionUser(ctx: Ctx, input: UserInput): Promise<Uuid> {
  assertDirectory(ctx)
  if (!isEmail(input.email)) throw new Invalid('scim.email')
  await changeReference(ctx) // two of the same at once come one after the other
  const folded = foldName(input.userName)
  const known = await ctx.db
    .selectFrom('organisation.provisioned')
    .select(['account_id', 'deleted_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folded', '=', folded)
    .executeTakeFirst()
  if (known && !known.deleted_at) throw new Conflict('scim.user_name')
  const id = known?.account_id ?? (await adopted(ctx, folded)) ?? (await made(ctx, input))
  if (!known) await keep(ctx, id, input, folded)
  await bring(ctx, id, input, { back: true })
  return id
}

async function adopted(ctx: Ctx, folded: string): Promise<Uuid | null> {
  const account = await accountByEmail(ctx, folded)
  if (!account) return null
  const row = await provisionedRow(ctx, account.id)
  if (row) throw new Conflict('scim.user_name')
  if (await isAdministratorByHand(ctx, account.id)) throw new Conflict('scim.administrator')
  return account.id
}

async function made(ctx: Ctx, { email, name, lang }: UserInput): Promise<Uuid> {
  if (await accountByEmail(ctx, email)) throw new Conflict('scim.email_taken')
  return createAccount(ctx, { email, name, ...(lang && { lang }) })
}

async function keep(ctx: Ctx, id: Uuid, input: UserInput, folded: string): Promise<void> {
  await ctx.db
    .insertInto('organisation.provisioned')
    .values({
      tenant_id: ctx.tenant.id,
      account_id: id,
      user_name: input.userName.trim(),
      folded,
      created_at: ctx.now,
      changed_at: ctx.now,
    })
    .execute()
  const after = { userName: input.userName, externalId: input.externalId }
  recordChange(ctx, { type: 'account.provisioned', payload: { account: id }, before: null, after })
}

/** Makes somebody what the directory says now. Throws Forbidden, NotFound, Invalid, Conflict. */
export async function changeUser(ctx: Ctx, id: Uuid, input: UserInput): Promise<void> {
  assertDirectory(ctx)
  if (!isEmail(input.email)) throw new Invalid('scim.email')
  await changeReference(ctx)
  const row = await provisionedRow(ctx, id)
  if (!row || row.deleted_at) throw new NotFound()
  await bring(ctx, id, input, { back: false })
}

async function bring(ctx: Ctx, id: Uuid, input: UserInput, { back }: { back: boolean }): Promise<void> {
  const account = await lockAccount(ctx, id)
  const row = (await provisionedRow(ctx, id))!
  const folded = foldName(input.userName)
  if (folded !== row.folded && (await nameTaken(ctx, folded))) throw new Conflict('scim.user_name')
  const next = {
    name: input.name.trim(),
    lang: input.lang ?? (account.lang as Lang),
    email: foldName(input.email),
  }
  const moves = next.email !== account.email
  if (moves && (await isAdministratorByHand(ctx, id))) throw new Conflict('scim.administrator')
  if (moves && (await accountByEmail(ctx, next.email))) throw new Conflict('scim.email_taken')
  if (moves || next.name !== account.name || next.lang !== account.lang) await changeAccount(ctx, id, next)
  const switchedOff = await turn(ctx, id, input.active, account.disabled_at !== null, row.switched_off)
  await ctx.db
    .updateTable('organisation.provisioned')
    .set({
      user_name: input.userName.trim(),
      folded,
      external_id: input.externalId,
      given_name: input.givenName,
      family_name: input.familyName,
      switched_off: switchedOff,
      changed_at: ctx.now,
      ...(back && { deleted_at: null }),
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', id)
    .execute()
}

/** The directory takes somebody out: the account is disabled, its sessions and what groups gave end; deeds stay. */
export async function withdrawUser(ctx: Ctx, id: Uuid): Promise<void> {
  assertDirectory(ctx)
  await changeReference(ctx)
  const row = await provisionedRow(ctx, id)
  if (!row || row.deleted_at) throw new NotFound()
  const account = await lockAccount(ctx, id)
  const switchedOff = await turn(ctx, id, false, account.disabled_at !== null, row.switched_off)
  await ctx.db
    .deleteFrom('organisation.directory_member')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', id)
    .execute()
  await remap(ctx, [id])
  await ctx.db
    .updateTable('organisation.provisioned')
    .set({ switched_off: switchedOff, deleted_at: ctx.now, changed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', id)
    .execute()
  const before = { userName: row.user_name, externalId: row.external_id }
  recordChange(ctx, { type: 'account.withdrawn', payload: { account: id }, before, after: null })
}

/**
 * Enables and disables, which ends sessions. Whom people have disabled by hand the directory does not enable again.
 * Answers whether it is the directory that keeps the account disabled. Throws Conflict (the last administrator).
 */
async function turn(ctx: Ctx, id: Uuid, active: boolean, disabled: boolean, byUs: boolean): Promise<boolean> {
  if (!active && !disabled) {
    await keepingAnAdministrator(ctx, () => disableAccount(ctx, id))
    return true
  }
  if (active && disabled && byUs) {
    await enableAccount(ctx, id)
    return false
  }
  return disabled && byUs
}

const provisionedRow = (ctx: Ctx, id: Uuid) =>
  ctx.db
    .selectFrom('organisation.provisioned')
    .select(['user_name', 'folded', 'external_id', 'switched_off', 'deleted_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', id)
    .forUpdate()
    .executeTakeFirst()

async function nameTaken(ctx: Ctx, folded: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('organisation.provisioned')
    .select('account_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folded', '=', folded)
    .executeTakeFirst()
  return row !== undefined
}
