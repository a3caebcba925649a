import { sql } from 'kysely'
import { type Case, type CaseRow, caseColumns, toCase, visibleCases } from '#modules/cases/index.ts'
import { objectsByIds, type TownObject } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** Notes what a report is about. Only reports that name an object pay for this statement. */
export const tieToObject = (ctx: Ctx, caseId: Uuid, objectId: Uuid): void =>
  ctx.send('insert into reports.at_object (tenant_id, case_id, object_id, at) values ($1, $2, $3, $4)', [
    ctx.tenant.id,
    caseId,
    objectId,
    ctx.now,
  ])

/**
 * The objects that reports are about, by case; as far as the actor may see the object's layer. A part of a case is about
 * what the whole is about. Whoever asks has found the cases by what they may see.
 */
export async function objectsOfReports(ctx: Ctx, cases: readonly Uuid[]): Promise<Map<Uuid, TownObject>> {
  if (cases.length === 0) return new Map()
  const { rows } = await sql<{ case: Uuid; object: Uuid }>`
    select n.id as "case", o.object_id as "object" from unnest(${[...cases]}::uuid[]) n (id)
    left join cases.child k on k.tenant_id = ${ctx.tenant.id} and k.case_id = n.id
    join reports.at_object o on o.tenant_id = ${ctx.tenant.id} and o.case_id = coalesce(k.parent_id, n.id)`.execute(
    ctx.db,
  )
  const objects = await objectsByIds(ctx, [...new Set(rows.map((row) => row.object))])
  return new Map(
    rows.flatMap((row) => {
      const object = objects.get(row.object)
      return object ? [[row.case, object] as const] : []
    }),
  )
}

export const objectOfReport = async (ctx: Ctx, caseId: Uuid): Promise<TownObject | null> =>
  (await objectsOfReports(ctx, [caseId])).get(caseId) ?? null

/** The cases about an object that the actor may see, newest first; restricted ones are in no such list. */
export async function casesAtObject(ctx: Ctx, objectId: Uuid, limit = 10): Promise<Case[]> {
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from reports.at_object o
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = o.case_id
    where o.tenant_id = ${ctx.tenant.id} and o.object_id = ${objectId} and not c.restricted and ${visibleCases(ctx)}
    order by o.at desc limit ${limit}`.execute(ctx.db)
  return rows.map(toCase)
}
