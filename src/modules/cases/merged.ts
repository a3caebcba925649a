import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case, CaseStatus } from './case.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { visibleCases } from './visible.ts'

export interface Merge {
  id: Uuid
  /** The case that was merged. */
  case: Uuid
  /** The one that is kept. */
  into: Uuid
  /** What it was before. */
  status: CaseStatus
  at: Date
}

/** As which a case stands merged now; null for one that stands by itself. */
export async function mergeOf(ctx: Ctx, id: Uuid, lock?: 'for update'): Promise<Merge | null> {
  const { rows } = await sql<Merge>`
    select m.id, m.case_id as "case", m.into_id as "into", m.status, m.at from cases.merge m
    where m.tenant_id = ${ctx.tenant.id} and m.case_id = ${id} and m.undone_at is null
    ${lock ? sql`for update` : sql``}`.execute(ctx.db)
  return rows[0] ?? null
}

/** The merge is over: event on the case that was kept, which its people hear nothing of. */
export async function endMerge(ctx: Ctx, merge: Merge): Promise<void> {
  ctx.send('update cases.merge set undone_at = $3, undone_by = $4 where tenant_id = $1 and id = $2', [
    ctx.tenant.id,
    merge.id,
    ctx.now,
    ctx.actor.kind === 'staff' ? ctx.actor.id : null,
  ])
  ctx.emit('case.parted', { case: merge.into, other: merge.case })
}

/** A case and all that were merged into it, one through another too, the case itself first. Whoever asks may see it. */
export async function mergedTree(ctx: Ctx, id: Uuid): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    with recursive tree (id, depth) as (
      select ${id}::uuid, 0
      union all
      select m.case_id, t.depth + 1 from tree t
      join cases.merge m on m.tenant_id = ${ctx.tenant.id} and m.into_id = t.id and m.undone_at is null
      where t.depth < 20)
    select t.id from tree t order by t.depth, t.id`.execute(ctx.db)
  return rows.map((row) => row.id)
}

/** The case that stands for this one: itself, or what it was merged into in the end. Null where the actor may not see that. */
export async function keptCase(ctx: Ctx, c: Case): Promise<Case | null> {
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    with recursive way (id, depth) as (
      select ${c.id}::uuid, 0
      union all
      select m.into_id, w.depth + 1 from way w
      join cases.merge m on m.tenant_id = ${ctx.tenant.id} and m.case_id = w.id and m.undone_at is null
      where w.depth < 20)
    select ${columns} from (select w.id from way w order by w.depth desc limit 1) k
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = k.id
    where (c.public or ${visibleCases(ctx)})`.execute(ctx.db)
  return rows[0] ? toCase(rows[0]) : null
}

/** The cases that were merged into one, as far as the actor may see them, oldest first. */
export async function mergedCases(ctx: Ctx, id: Uuid): Promise<Case[]> {
  const others = (await mergedTree(ctx, id)).slice(1)
  if (others.length === 0) return []
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.id = any (${others}::uuid[]) and ${visibleCases(ctx)}
    order by c.opened_at, c.id`.execute(ctx.db)
  return rows.map(toCase)
}
