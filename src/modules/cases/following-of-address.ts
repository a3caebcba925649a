import { sql } from 'kysely'
import { foldEmail } from '#modules/identity/index.ts'
import { eraseLetters } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { eraseLonely } from './anonymising-people.ts'
import { eraseWordsOf } from './anonymising-words.ts'
import { endFollowing } from './following.ts'
import { letterOf } from './following-by-mail.ts'
import { heldIds } from './holding.ts'

/** Somebody asks to be forgotten before they have said yes: what they were asked goes too. */
export async function eraseFollowRequests(ctx: Ctx, addresses: readonly string[]): Promise<void> {
  if (addresses.length === 0) return
  const gone = await ctx.db
    .deleteFrom('cases.follow_request')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('email', 'in', addresses.map(foldEmail))
    .returning('token_hash')
    .execute()
  await eraseLetters(
    ctx,
    gone.map((row) => letterOf(row.token_hash)),
  )
}

/** What is followed under these addresses, and as whom: a yes by a letter makes a party of its own. */
async function rolesOf(
  ctx: Ctx,
  addresses: readonly string[],
): Promise<{ case_id: Uuid; party_id: Uuid; only: boolean }[]> {
  if (addresses.length === 0) return []
  const tenant = ctx.tenant.id
  const folded = addresses.map(foldEmail)
  // Whoever said yes a moment ago is not compared with others yet, and not folded.
  const { rows } = await sql<{ case_id: Uuid; party_id: Uuid; only: boolean }>`
    select cp.case_id, cp.party_id, not exists (select from cases.party o
      where o.tenant_id = ${tenant} and o.party_id = p.id and o.role <> 'follower') as only
    from parties.party p
    join cases.party cp on cp.tenant_id = ${tenant} and cp.party_id = p.id and cp.role = 'follower'
    where p.tenant_id = ${tenant} and p.erased_at is null and (p.email_folded = any (${folded}::text[])
      or (p.folded_at is null and lower(btrim(p.email)) = any (${folded}::text[])))`.execute(ctx.db)
  return rows
}

/**
 * Further parties of a person: those that follow under their addresses. Not those that have reported something, for
 * the address alone does not show that it was them.
 */
export async function followersTo(ctx: Ctx, addresses: readonly string[]): Promise<Uuid[]> {
  const rows = await rolesOf(ctx, addresses)
  return [...new Set(rows.filter((row) => row.only).map((row) => row.party_id))]
}

/** What is followed by a letter goes with the words that were said with it. */
export async function eraseFollowersTo(ctx: Ctx, addresses: readonly string[]): Promise<void> {
  const rows = await rolesOf(ctx, addresses)
  if (rows.length === 0) return
  const held = new Set(await heldIds(ctx))
  for (const { case_id, party_id } of rows) {
    if (held.has(party_id)) continue
    if (!held.has(case_id)) await eraseWordsOf(ctx, case_id, [party_id])
    await endFollowing(ctx, case_id, [party_id])
  }
  await eraseLonely(ctx, [...new Set(rows.map((row) => row.party_id))])
}
