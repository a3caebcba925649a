import { type Party, partiesById } from '#modules/parties/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { citizenOf } from './account.ts'
import { type CitizenOrganisation, organisationsById, type Power, powers } from './organisation.ts'

export interface OwnOrganisation extends CitizenOrganisation {
  powers: Power[]
}

const powersOf = (row: { powers: string[] }): Power[] => powers.filter((power) => row.powers.includes(power))

/** The organisations that the signed-in citizen has powers in, in the order in which they came to them. */
export async function ownOrganisations(ctx: Ctx): Promise<OwnOrganisation[]> {
  const rows = await ctx.db
    .selectFrom('citizens.member')
    .select(['organisation_id', 'powers'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', citizenOf(ctx).id)
    .where('revoked_at', 'is', null)
    .orderBy('since')
    .execute()
  const all = await organisationsById(
    ctx,
    rows.map((row) => row.organisation_id),
  )
  return rows.map((row) => ({ ...all.get(row.organisation_id)!, powers: powersOf(row) }))
}

/** One of them. Throws NotFound. */
export async function ownOrganisation(ctx: Ctx, id: string): Promise<OwnOrganisation> {
  const found = isUuid(id) ? (await ownOrganisations(ctx)).find((one) => one.id === id) : undefined
  if (!found) throw new NotFound()
  return found
}

/** One that the signed-in citizen may manage. Throws NotFound (no part of it), Forbidden (without that power). */
export async function managedOrganisation(ctx: Ctx, id: string): Promise<OwnOrganisation> {
  const organisation = await ownOrganisation(ctx, id)
  if (!organisation.powers.includes('manage')) throw new Forbidden('citizen.no_power')
  return organisation
}

export interface Member {
  account: Uuid
  name: string | null
  email: string | null
  powers: Power[]
  since: Date
  self: boolean
}

/** Who has which powers, for those who manage it. */
export async function membersOf(ctx: Ctx, { id }: CitizenOrganisation): Promise<Member[]> {
  const rows = await ctx.db
    .selectFrom('citizens.member as m')
    .innerJoin('citizens.account as a', (join) =>
      join
        .onRef('a.tenant_id', '=', 'm.tenant_id')
        .onRef('a.id', '=', 'm.account_id')
        .on('a.tenant_id', '=', ctx.tenant.id),
    )
    .select(['m.account_id', 'm.powers', 'm.since', 'a.email', 'a.party_id'])
    .where('m.tenant_id', '=', ctx.tenant.id)
    .where('m.organisation_id', '=', id)
    .where('m.revoked_at', 'is', null)
    .orderBy('m.since')
    .execute()
  const parties: Map<Uuid, Party> = await partiesById(
    ctx,
    rows.map((row) => row.party_id),
  )
  const own = citizenOf(ctx).id
  return rows.map((row) => ({
    account: row.account_id,
    name: parties.get(row.party_id)?.name ?? null,
    email: row.email,
    powers: powersOf(row),
    since: row.since,
    self: row.account_id === own,
  }))
}

/** Gives a member other powers. Throws NotFound, Forbidden, Conflict when nobody could manage it any more. */
export async function changePowers(
  ctx: Ctx,
  id: string,
  member: string,
  given: readonly Power[],
): Promise<void> {
  const organisation = await managedOrganisation(ctx, id)
  const rows = await lockMembers(ctx, organisation.id)
  const row = rows.find((one) => one.account_id === member)
  if (!row) throw new NotFound()
  const next = powers.filter((power) => given.includes(power))
  assertManaged(rows.map((one) => (one === row ? next : one.powers)))
  await ctx.db
    .updateTable('citizens.member')
    .set({ powers: next })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('organisation_id', '=', organisation.id)
    .where('account_id', '=', member)
    .execute()
  if (!next.includes('manage')) await withdrawInvitationsOf(ctx, organisation.id, member)
  ctx.emit('organisation.powers_changed', { organisation: organisation.id, citizen: member, powers: next })
}

/**
 * Takes all powers of a member; whoever has none of their own to manage may only leave. It holds from their next
 * request on, in all their sessions. Throws NotFound, Forbidden, Conflict.
 */
export async function revokeMember(ctx: Ctx, id: string, member: string): Promise<void> {
  const self = member === citizenOf(ctx).id
  const organisation = self ? await ownOrganisation(ctx, id) : await managedOrganisation(ctx, id)
  const rows = await lockMembers(ctx, organisation.id)
  if (!rows.some((one) => one.account_id === member)) throw new NotFound()
  const left = rows.filter((one) => one.account_id !== member)
  if (left.length > 0 || !self) assertManaged(left.map((one) => one.powers))
  await ctx.db
    .updateTable('citizens.member')
    .set({ revoked_at: ctx.now, powers: [] })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('organisation_id', '=', organisation.id)
    .where('account_id', '=', member)
    .execute()
  await withdrawInvitationsOf(ctx, organisation.id, member)
  ctx.emit('organisation.member_left', { organisation: organisation.id, citizen: member })
}

/** Whom somebody has invited that may not any more: else their own second address would bring them back. */
async function withdrawInvitationsOf(ctx: Ctx, organisation: Uuid, member: Uuid): Promise<void> {
  const gone = await ctx.db
    .deleteFrom('citizens.invitation')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('organisation_id', '=', organisation)
    .where('invited_by', '=', member)
    .where('accepted_at', 'is', null)
    .returning('id')
    .execute()
  for (const { id } of gone) ctx.emit('organisation.uninvited', { organisation, invitation: id })
}

/** All members, behind a lock on the organisation: two who revoke each other at once must not both succeed. */
async function lockMembers(ctx: Ctx, organisation: Uuid) {
  await ctx.db
    .selectFrom('citizens.organisation')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', organisation)
    .forUpdate()
    .execute()
  const rows = await ctx.db
    .selectFrom('citizens.member')
    .select(['account_id', 'powers'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('organisation_id', '=', organisation)
    .where('revoked_at', 'is', null)
    .execute()
  const own = citizenOf(ctx).id
  // Their own powers may have gone while they waited for the lock.
  if (!rows.some((row) => row.account_id === own)) throw new NotFound()
  return rows
}

function assertManaged(all: readonly (readonly string[])[]): void {
  if (!all.some((some) => some.includes('manage'))) throw new Conflict('citizen.last_manager')
}
