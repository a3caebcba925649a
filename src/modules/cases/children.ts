import { sql } from 'kysely'
import type { InBoth } from '#modules/forms/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Case, type CaseStatus, CHILD, type Outcome } from './case.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { visibleCases } from './visible.ts'

/** How the parts of a case close: the whole with them, or each for itself (docs/adr/0033). */
export const splitModes = ['together', 'apart'] as const
export type SplitMode = (typeof splitModes)[number]

/** A part of a case at another office, as the whole's readers know of it. */
export interface Child {
  id: Uuid
  number: string
  title: InBoth
  status: CaseStatus
  outcome: Outcome | null
  unitId: Uuid | null
  assigneeId: Uuid | null
  scheduledFor: Date | null
  dueAt: Date | null
  closedAt: Date | null
  /** Whether the actor sees it by themselves, and so may open it. */
  visible: boolean
}

/** The number of the case that this one is a part of; its own number says it, so that no list has to ask. */
export const parentNumber = (c: Pick<Case, 'kind' | 'number'>): string | null =>
  c.kind === CHILD ? c.number.replace(/-\d+$/, '') : null

/**
 * The parts of a case that the actor sees: which office, and how far. Whoever sees the whole sees that; what stands in
 * a part only those see who see the part. A part is restricted when its whole is, so nothing is told here that is hidden.
 */
export async function childrenOf(ctx: Ctx, parent: Pick<Case, 'id'>): Promise<Child[]> {
  const { rows } = await sql<{
    id: Uuid
    number: string
    title: string
    title_en: string
    status: CaseStatus
    outcome: Outcome | null
    unit_id: Uuid | null
    assignee_id: Uuid | null
    scheduled_for: Date | null
    due_at: Date | null
    closed_at: Date | null
    visible: boolean | null
  }>`
    select c.id, c.number, c.title, c.title_en, c.status, c.outcome, c.unit_id, c.assignee_id, c.scheduled_for, c.due_at,
      c.closed_at, ${visibleCases(ctx)} as visible
    from cases.child k
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = k.case_id
    where k.tenant_id = ${ctx.tenant.id} and k.parent_id = ${parent.id}
    order by k.position`.execute(ctx.db)
  return rows.map((r) => ({
    id: r.id,
    number: r.number,
    title: { de: r.title, en: r.title_en },
    status: r.status,
    outcome: r.outcome,
    unitId: r.unit_id,
    assigneeId: r.assignee_id,
    scheduledFor: r.scheduled_for,
    dueAt: r.due_at,
    closedAt: r.closed_at,
    // With nobody to do it, "assigned to me" is neither true nor false.
    visible: r.visible === true,
  }))
}

/** The whole that a case is a part of, as an id; null for all others. */
export async function parentOf(ctx: Ctx, child: Uuid): Promise<Uuid | null> {
  const row = await ctx.db
    .selectFrom('cases.child')
    .select('parent_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', child)
    .executeTakeFirst()
  return row?.parent_id ?? null
}

/** How the parts of this case close; null for a case without any. */
export async function splitModeOf(ctx: Ctx, parent: Uuid): Promise<SplitMode | null> {
  const row = await ctx.db
    .selectFrom('cases.split')
    .select('mode')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', parent)
    .executeTakeFirst()
  return (row?.mode as SplitMode | undefined) ?? null
}

/**
 * The parts that are still worked on, locked. Whoever may do something to the whole does it to its parts at other
 * offices, which they need not see (docs/adr/0033).
 */
export async function openChildren(ctx: Ctx, parent: Uuid): Promise<Case[]> {
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.status <> 'closed' and c.anonymised_at is null and c.id in (
      select k.case_id from cases.child k where k.tenant_id = ${ctx.tenant.id} and k.parent_id = ${parent})
    order by c.id for update`.execute(ctx.db)
  return rows.map(toCase)
}

/**
 * The whole of a part, locked: whoever changes both locks it first, so that none waits for the other. Null for what is
 * no part.
 */
export async function lockWhole(
  ctx: Ctx,
  part: Uuid,
): Promise<{ closed: boolean; anonymised: boolean } | null> {
  const { rows } = await sql<{ closed: boolean; anonymised: boolean }>`
    select c.status = 'closed' as closed, c.anonymised_at is not null as anonymised
    from cases.child k join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = k.parent_id
    where k.tenant_id = ${ctx.tenant.id} and k.case_id = ${part} for update of c`.execute(ctx.db)
  return rows[0] ?? null
}

/** Those of these parts of a case that are closed and may be worked on again, locked. */
export async function closedChildren(ctx: Ctx, parent: Uuid, among: readonly Uuid[]): Promise<Case[]> {
  if (among.length === 0) return []
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.status = 'closed' and c.anonymised_at is null
      and c.id = any (${[...among]}::uuid[]) and c.id in (
        select k.case_id from cases.child k where k.tenant_id = ${ctx.tenant.id} and k.parent_id = ${parent})
    order by c.id for update`.execute(ctx.db)
  return rows.map(toCase)
}
