import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** The order that the actor has chosen for a day; nothing when they have not. */
export async function arrangement(ctx: Ctx, day: string): Promise<Uuid[]> {
  const rows = await ctx.db
    .selectFrom('fieldwork.stop')
    .select('case_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', actorId(ctx.actor))
    .where('day', '=', day as never)
    .orderBy('position')
    .execute()
  return rows.map((row) => row.case_id)
}

/**
 * Keeps the order in which the actor wants to go; without cases it is reckoned again. It is theirs alone and says
 * nothing about the cases, so the last word counts. Cases that are not among their stops are skipped when it is read.
 */
export async function arrangeDay(ctx: Ctx, day: string, cases: readonly Uuid[]): Promise<void> {
  const { actor, tenant } = ctx
  if (actor.kind !== 'staff') return
  ctx.send('delete from fieldwork.stop where tenant_id = $1 and account_id = $2 and day = $3', [
    tenant.id,
    actor.id,
    day,
  ])
  const ids = [...new Set(cases)]
  if (ids.length === 0) return
  ctx.send(
    `insert into fieldwork.stop (tenant_id, account_id, day, case_id, position)
     select $1, $2, $3, s.id, s.n from unnest($4::uuid[]) with ordinality as s (id, n) on conflict do nothing`,
    [tenant.id, actor.id, day, ids],
  )
}
