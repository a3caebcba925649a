import { sql } from 'kysely'
import { mercator, metres } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Case } from './case.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { visibleCases } from './visible.ts'

/** Open cases of the same type within so many metres, nearest first: probably the same hole. */
export async function relatedCases(
  ctx: Ctx,
  c: Case,
  { within = 100, limit = 5 } = {},
): Promise<{ case: Case; metres: number }[]> {
  if (!c.place) return []
  const at = mercator(c.place)
  // In Mercator a metre is 1/cos(latitude) long.
  const reach = within / Math.cos((c.place.lat * Math.PI) / 180)
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.status <> 'closed' and c.type = ${c.type} and c.id <> ${c.id}
      and c.place <@ box(point(${at.x - reach}, ${at.y - reach}), point(${at.x + reach}, ${at.y + reach}))
      and ${visibleCases(ctx)}
    order by c.place <-> point(${at.x}, ${at.y}) limit ${limit * 2}`.execute(ctx.db)
  return rows
    .map(toCase)
    .map((other) => ({ case: other, metres: Math.round(metres(c.place!, other.place!)) }))
    .filter((other) => other.metres <= within)
    .slice(0, limit)
}
