import { sql } from 'kysely'
import { changeParty, type PartyChange, partiesById } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import { type CitizenAccount, citizenOf, lockCitizen, ownAccount } from './account.ts'
import { takeLink } from './link.ts'

export type ProfileChange = Pick<PartyChange, 'name' | 'birthDate' | 'address' | 'phone'> & { lang: Lang }

/** The signed-in citizen says who they are. Throws Conflict when it was changed elsewhere since `version`, Invalid. */
export async function changeProfile(ctx: Ctx, change: ProfileChange, version: number): Promise<void> {
  const { id } = citizenOf(ctx)
  const account = await lockCitizen(ctx, id)
  await assertOwnWords(ctx, account, change)
  await changeParty(ctx, account.partyId, change, version)
  await ctx.db
    .updateTable('citizens.account')
    .set({ lang: change.lang })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  ctx.emit('citizen.changed', { citizen: id })
}

/**
 * The address that a letter was sent to becomes the account's. The link is only good in the account that asked for it.
 * False for a link that opens nothing (any more). Throws Conflict when another account has the address.
 */
export async function confirmAddress(ctx: Ctx, token: string): Promise<boolean> {
  const { account } = await ownAccount(ctx)
  await lockCitizen(ctx, account.id)
  const link = await takeLink(ctx, token, account.id)
  if (!link) return false
  const other = await ctx.db
    .selectFrom('citizens.account')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', '=', link.email)
    .where('id', '<>', account.id)
    .executeTakeFirst()
  if (other) throw new Conflict('citizen.email_taken')
  await ctx.db
    .updateTable('citizens.account')
    .set({ email: link.email, email_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', account.id)
    .execute()
  await changeParty(ctx, account.partyId, { email: link.email })
  ctx.emit('citizen.address_confirmed', { citizen: account.id })
  return true
}

/**
 * Name and birth date that a sign-in of level substantial vouched for are that sign-in's to change: with others, the
 * level would speak for somebody else. Throws Invalid.
 */
async function assertOwnWords(
  ctx: Ctx,
  { id, partyId }: CitizenAccount,
  change: Pick<ProfileChange, 'name' | 'birthDate'>,
): Promise<void> {
  const { rows: vouched } = await sql`
    select 1 from citizens.sign_on o
    where o.tenant_id = ${ctx.tenant.id} and o.account_id = ${id} and o.level in ('substantial', 'high')
    union all
    select 1 from citizens.session s
    where s.tenant_id = ${ctx.tenant.id} and s.account_id = ${id} and s.level in ('substantial', 'high')
    limit 1`.execute(ctx.db)
  const known = vouched.length > 0 && (await partiesById(ctx, [partyId])).get(partyId)
  if (!known) return
  if (known.name && change.name !== known.name) throw new Invalid('citizen.name_vouched')
  if (known.birthDate && change.birthDate !== known.birthDate) throw new Invalid('citizen.name_vouched')
}
