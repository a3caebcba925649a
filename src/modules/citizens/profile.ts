import { changeParty, type PartyChange } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import { citizenOf, lockCitizen, ownAccount } from './account.ts'
import { takeLink } from './link.ts'

export type ProfileChange = Pick<PartyChange, 'name' | 'birthDate' | 'address' | 'phone'> & { lang: Lang }

/** The signed-in citizen says who they are. Throws Conflict when it was changed elsewhere since `version`. */
export async function changeProfile(ctx: Ctx, change: ProfileChange, version: number): Promise<void> {
  const { id } = citizenOf(ctx)
  const account = await lockCitizen(ctx, id)
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
