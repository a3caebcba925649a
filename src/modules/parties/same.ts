import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/**
 * All parties that the town holds for the same as these, these included. A merge is a pointer that readers follow here:
 * no row of a case ever changes its party.
 */
export async function sameAs(ctx: Ctx, ids: readonly Uuid[]): Promise<Uuid[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: Uuid }>`
    select p.id from parties.party p
    join (
      select coalesce(r.merged_into, r.id) as root from parties.party r
      where r.tenant_id = ${ctx.tenant.id} and r.id = any (${[...ids]}::uuid[])
    ) g on p.id = g.root or p.merged_into = g.root
    where p.tenant_id = ${ctx.tenant.id}`.execute(ctx.db)
  return [...new Set([...ids, ...rows.map((row) => row.id)])]
}

/** Writes the pointers anew for everything that hangs together with these by decisions "the same person". */
export async function pointAgain(ctx: Ctx, ids: readonly Uuid[]): Promise<void> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<{ start: Uuid; id: Uuid }>`
    with recursive g (start, id) as (
      select s, s from unnest(${[...ids]}::uuid[]) s
      union
      select g.start, case when d.a = g.id then d.b else d.a end
      from g join parties.double d on d.tenant_id = ${tenant} and d.state = 'same' and (d.a = g.id or d.b = g.id)
    ) select g.start, g.id from g`.execute(ctx.db)
  const groups = [...Map.groupBy(rows, (row) => row.start).values()].map((group) =>
    group.map((row) => row.id).sort(),
  )
  for (const group of new Map(groups.map((one) => [one[0]!, one])).values())
    await sql`
      update parties.party p set merged_into = case when p.id = ${group[0]!}::uuid then null else ${group[0]!}::uuid end,
        folded_at = null
      where p.tenant_id = ${tenant} and p.id = any (${group}::uuid[])`.execute(ctx.db)
}
