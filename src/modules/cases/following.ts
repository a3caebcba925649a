import { sql } from 'kysely'
import { ownAccount } from '#modules/citizens/index.ts'
import { takeRoom, type Visitor, voterKey } from '#modules/counting/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { eraseLonely } from './anonymising-people.ts'
import type { Case } from './case.ts'
import { heldIds } from './holding.ts'
import { keptCase } from './merged.ts'
import { caseColumns, toCase } from './row.ts'
import { isCaseNumber } from './visible.ts'

/**
 * The public report that somebody who waits for this one can follow: itself, or the one that it was merged into. Throws
 * NotFound for whatever is not public, whoever asks; Conflict when it is closed.
 */
export async function followableCase(ctx: Ctx, idOrNumber: string, lock?: 'for update'): Promise<Case> {
  const c = await publicReport(ctx, idOrNumber)
  const kept = await keptCase(ctx, c)
  if (!kept?.public || kept.status === 'closed') throw new Conflict('case.follow_closed')
  return lock ? publicReport(ctx, kept.id, lock) : kept
}

/** What is public everybody may see, staff of other units too, who would not see it by their roles. */
async function publicReport(ctx: Ctx, idOrNumber: string, lock?: 'for update'): Promise<Case> {
  if (!isUuid(idOrNumber) && !isCaseNumber(idOrNumber)) throw new NotFound()
  let query = ctx.db
    .selectFrom('cases.case as c')
    .select(caseColumns)
    .where('c.tenant_id', '=', ctx.tenant.id)
    .where(isUuid(idOrNumber) ? 'c.id' : 'c.number', '=', idOrNumber)
    .where('c.public', '=', true)
    .where('c.restricted', '=', false)
    .where('c.kind', '=', 'report')
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound()
  return toCase(row)
}

/** This party hears what is publicly said of the case from now on. Who is part of it hears anyway; twice is once. */
export async function followAs(ctx: Ctx, c: Case, party: Uuid): Promise<void> {
  await ctx.db
    .insertInto('cases.party')
    .values({ tenant_id: ctx.tenant.id, case_id: c.id, party_id: party, role: 'follower', since: ctx.now })
    .onConflict((oc) => oc.columns(['tenant_id', 'case_id', 'party_id']).doUpdateSet({ stopped_at: null }))
    .execute()
}

/** A citizen follows at once, as their account's own party or as the organisation's that they act for. */
export async function followAsCitizen(ctx: Ctx, c: Case): Promise<Uuid> {
  const { actor } = ctx
  const organisation = actor.kind === 'citizen' ? actor.organisation : undefined
  const party = organisation?.party ?? (await ownAccount(ctx)).party.id
  await followAs(ctx, c, party)
  return party
}

/** Does the citizen follow the case, or are they part of it? */
export async function followsCase(ctx: Ctx, c: Case): Promise<'follower' | 'part' | null> {
  const { actor } = ctx
  if (actor.kind !== 'citizen' || actor.parties.length === 0) return null
  const rows = await ctx.db
    .selectFrom('cases.party')
    .select('role')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('party_id', 'in', [...actor.parties])
    .where((eb) => eb.or([eb('role', '<>', 'follower'), eb('stopped_at', 'is', null)]))
    .execute()
  if (rows.length === 0) return null
  return rows.some((row) => row.role !== 'follower') ? 'part' : 'follower'
}

/** Somebody follows no more: nothing of them stays here, and an address that was left only for this is forgotten. */
export async function endFollowing(ctx: Ctx, caseId: Uuid, parties: readonly Uuid[]): Promise<boolean> {
  if (parties.length === 0) return false
  // Of a case that is kept for legal proceedings nothing is deleted; they are written to no more all the same.
  if ((await heldIds(ctx)).includes(caseId)) return stopFollowing(ctx, caseId, parties)
  const { rows } = await sql<{ party_id: Uuid }>`
    delete from cases.party p where p.tenant_id = ${ctx.tenant.id} and p.case_id = ${caseId}
      and p.party_id = any (${[...parties]}::uuid[]) and p.role = 'follower'
    returning p.party_id`.execute(ctx.db)
  await eraseLonely(
    ctx,
    rows.map((row) => row.party_id),
  )
  return rows.length > 0
}

async function stopFollowing(ctx: Ctx, caseId: Uuid, parties: readonly Uuid[]): Promise<boolean> {
  const { rows } = await sql`
    update cases.party p set stopped_at = ${ctx.now} where p.tenant_id = ${ctx.tenant.id} and p.case_id = ${caseId}
      and p.party_id = any (${[...parties]}::uuid[]) and p.role = 'follower' and p.stopped_at is null
    returning p.party_id`.execute(ctx.db)
  return rows.length > 0
}

/** A citizen follows a case no more. */
export const unfollowAsCitizen = (ctx: Ctx, c: Case): Promise<boolean> =>
  endFollowing(ctx, c.id, ctx.actor.kind === 'citizen' ? ctx.actor.parties : [])

/** As whom a browser is counted on a case: nothing that would tell two cases of one browser apart from two browsers. */
export const supporterKey = (ctx: Ctx, c: Case, browser: string): Promise<Buffer> =>
  voterKey(ctx, 'me_too', c.id, browser)

/**
 * Somebody waits for the same and does not say who they are: counted once a browser, and so many of a network a day
 * (docs/adr/0038). `crowded`: not counted, because of their network there were enough today.
 */
export async function support(ctx: Ctx, c: Case, visitor: Visitor): Promise<'counted' | 'known' | 'crowded'> {
  const key = await supporterKey(ctx, c, visitor.browser)
  const known = await ctx.db
    .selectFrom('cases.supporter')
    .select('at')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('key', '=', key)
    .executeTakeFirst()
  if (known) return 'known'
  if (!(await takeRoom(ctx, { purpose: 'me_too', case: c.id, visitor }))) return 'crowded'
  await ctx.db
    .insertInto('cases.supporter')
    .values({ tenant_id: ctx.tenant.id, case_id: c.id, key, at: ctx.now })
    .onConflict((oc) => oc.doNothing())
    .execute()
  return 'counted'
}

/** They have said who they are, and are counted by that from now on. */
export const endSupport = (ctx: Ctx, c: Case, key: Buffer): void =>
  ctx.send('delete from cases.supporter where tenant_id = $1 and case_id = $2 and key = $3', [
    ctx.tenant.id,
    c.id,
    key,
  ])
