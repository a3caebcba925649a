import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * How many people wait for each of these cases: whoever reported it or one that was merged into it, its followers, and
 * those who only said "me too". Names nobody. The caller has made sure that the cases are visible.
 */
export async function waitingFor(ctx: Ctx, cases: readonly Uuid[]): Promise<Map<Uuid, number>> {
  if (cases.length === 0) return new Map()
  const tenant = ctx.tenant.id
  const { rows } = await sql<{ root: Uuid; n: number }>`
    with recursive tree (root, id, depth) as (
      select k.id, k.id, 0 from unnest(${[...cases]}::uuid[]) as k (id)
      union all
      select t.root, m.case_id, t.depth + 1 from tree t
      join cases.merge m on m.tenant_id = ${tenant} and m.into_id = t.id and m.undone_at is null
      where t.depth < 20)
    select t.root, sum(1
      + (select count(*) from cases.party p where p.tenant_id = ${tenant} and p.case_id = t.id
          and p.role = 'follower' and p.stopped_at is null)
      + (select count(*) from cases.supporter s where s.tenant_id = ${tenant} and s.case_id = t.id))::int as n
    from tree t group by t.root`.execute(ctx.db)
  return new Map(rows.map((row) => [row.root, row.n]))
}
