import { sql } from 'kysely'
import { type Case, visibleCases } from '#modules/cases/index.ts'
import type { InBoth } from '#modules/forms/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

export interface TiedReport {
  id: Uuid
  number: string
  title: InBoth
  address: string | null
  status: Case['status']
  at: Date
  /** By hand; otherwise by the program. */
  byHand: boolean
  untied: boolean
}

/** The reports that a work answered, as far as the actor sees them, newest first; and how many there are in all. */
export async function reportsOf(
  ctx: Ctx,
  work: Uuid,
  limit = 100,
): Promise<{ reports: TiedReport[]; all: number }> {
  const { rows } = await sql<{
    id: Uuid
    number: string
    title: string
    title_en: string
    address: string | null
    status: Case['status']
    at: Date
    by_id: Uuid | null
    untied_at: Date | null
  }>`
    select c.id, c.number, c.title, c.title_en, c.address, c.status, t.at, t.by_id, t.untied_at
    from works.tie t join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = t.case_id
    where t.tenant_id = ${ctx.tenant.id} and t.work_id = ${work} and ${visibleCases(ctx)}
    order by t.at desc, c.id limit ${limit}`.execute(ctx.db)
  const counted = await sql<{ n: number }>`
    select count(*)::int as n from works.tie t
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = t.case_id
    where t.tenant_id = ${ctx.tenant.id} and t.work_id = ${work} and t.untied_at is null and ${visibleCases(ctx)}`.execute(
    ctx.db,
  )
  return {
    reports: rows.map((r) => ({
      id: r.id,
      number: r.number,
      title: { de: r.title, en: r.title_en },
      address: r.address,
      status: r.status,
      at: r.at,
      byHand: r.by_id !== null,
      untied: r.untied_at !== null,
    })),
    all: counted.rows[0]!.n,
  }
}

export interface TiedWork {
  id: Uuid
  title: InBoth
  unitId: Uuid
  endsAt: Date | null
  endedAt: Date | null
}

/** The works that answered a case; the caller has made sure that the case is visible. */
export async function worksOfCase(ctx: Ctx, caseId: Uuid): Promise<TiedWork[]> {
  const { rows } = await sql<{
    id: Uuid
    title: string
    title_en: string
    unit_id: Uuid
    ends_at: Date | null
    ended_at: Date | null
  }>`
    select w.id, w.title, w.title_en, w.unit_id, w.ends_at, w.ended_at
    from works.tie t join works.work w on w.tenant_id = ${ctx.tenant.id} and w.id = t.work_id
    where t.tenant_id = ${ctx.tenant.id} and t.case_id = ${caseId} and t.untied_at is null
    order by t.at`.execute(ctx.db)
  return rows.map((r) => ({
    id: r.id,
    title: { de: r.title, en: r.title_en },
    unitId: r.unit_id,
    endsAt: r.ends_at,
    endedAt: r.ended_at,
  }))
}
