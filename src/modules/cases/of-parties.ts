import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { visibleCases } from './visible.ts'

/** The cases that some parties are part of, as far as the actor may see them, newest first, by party. */
export async function casesOfParties(
  ctx: Ctx,
  parties: readonly Uuid[],
  each = 5,
): Promise<Map<Uuid, Case[]>> {
  if (parties.length === 0) return new Map()
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow & { party: Uuid }>`
    select p.party, ${columns}
    from unnest(${[...parties]}::uuid[]) as p (party)
    cross join lateral (
      select c.* from cases.party cp
      join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = cp.case_id
      where cp.tenant_id = ${ctx.tenant.id} and cp.party_id = p.party and ${visibleCases(ctx)}
      order by c.opened_at desc, c.id desc limit ${each}
    ) c`.execute(ctx.db)
  const by = Map.groupBy(rows, (row) => row.party)
  return new Map([...by].map(([party, some]) => [party, some.map(toCase)]))
}
