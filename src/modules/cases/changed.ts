import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { visibleCases } from './visible.ts'

export interface ChangeFilter {
  since?: Date | undefined
  units?: readonly Uuid[] | undefined
  type?: string | undefined
  status?: string | undefined
  after?: { at: string; id: Uuid } | undefined
}

/**
 * Cases in the order of their last change, the oldest change first: a program that keeps a copy asks on from the last
 * one it got, and a case that changes meanwhile comes again at the end.
 */
export async function changedCases(
  ctx: Ctx,
  filter: ChangeFilter,
  size: number,
): Promise<{ cases: Case[]; next: { at: string; id: Uuid } | null }> {
  const parts: RawBuilder<unknown>[] = [sql`c.tenant_id = ${ctx.tenant.id}`, visibleCases(ctx)]
  if (filter.since) parts.push(sql`c.updated_at >= ${filter.since}`)
  if (filter.units) parts.push(sql`c.unit_id = any (${[...filter.units]}::uuid[])`)
  if (filter.type) parts.push(sql`c.type = ${filter.type}`)
  if (filter.status) parts.push(sql`c.status = ${filter.status}`)
  if (filter.after)
    parts.push(sql`(c.updated_at, c.id) > (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`)
  const { rows } = await sql<CaseRow>`
    select ${sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))} from cases.case c
    where ${sql.join(parts, sql` and `)}
    order by c.updated_at, c.id limit ${size + 1}`.execute(ctx.db)
  const last = rows[size - 1]
  return {
    cases: rows.slice(0, size).map(toCase),
    next: rows.length > size && last ? { at: last.updated_at.toISOString(), id: last.id } : null,
  }
}
