import { sql } from 'kysely'
import { ownAccount } from '#modules/citizens/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { endFollowing } from './following.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { isCaseNumber, visibleCases } from './visible.ts'

const MOST = 200

/**
 * The public reports that a citizen hears of, those with news first: followed in their account, or by mail under the
 * address that it has confirmed. For an organisation, what it follows itself. What is not public any more is nobody's
 * to hear of, and not listed.
 */
export async function followedCases(ctx: Ctx, number?: string): Promise<Case[]> {
  const parties = await followingParties(ctx)
  if (parties.length === 0) return []
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.public and c.kind = 'report' and ${visibleCases(ctx)}
      and ${number === undefined ? sql`true` : sql`c.number = ${number}`}
      and c.id in (select cp.case_id from cases.party cp
        where cp.tenant_id = ${ctx.tenant.id} and cp.party_id = any (${parties}::uuid[])
          and cp.role = 'follower' and cp.stopped_at is null)
    order by c.updated_at desc, c.id desc limit ${MOST}`.execute(ctx.db)
  return rows.map(toCase)
}

/** A citizen hears no more of one of those, open or closed. Throws NotFound for all others. */
export async function unfollow(ctx: Ctx, number: string): Promise<void> {
  const [c] = isCaseNumber(number) ? await followedCases(ctx, number) : []
  if (!c) throw new NotFound()
  await endFollowing(ctx, c.id, await followingParties(ctx))
}

/** As whom they follow: a yes by mail makes a party of its own, which has that address and nothing else. */
async function followingParties(ctx: Ctx): Promise<Uuid[]> {
  const { actor } = ctx
  if (actor.kind !== 'citizen') return []
  const { account } = await ownAccount(ctx)
  if (actor.organisation || !account.email) return [...actor.parties]
  const { rows } = await sql<{ id: Uuid }>`
    select p.id from parties.party p
    where p.tenant_id = ${ctx.tenant.id} and p.email_folded = ${account.email} and p.erased_at is null`.execute(
    ctx.db,
  )
  return [...new Set([...actor.parties, ...rows.map((r) => r.id)])]
}
