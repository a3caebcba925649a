import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Absence, Deputyship } from './deputies.ts'

/** All absences that are not over. */
export async function loadAbsences(ctx: Ctx): Promise<Absence[]> {
  const rows = await ctx.db
    .selectFrom('organisation.absence')
    .select(['id', 'account_id as account', 'absent_from as from', 'absent_until as until', 'source'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('absent_until', '>', ctx.now)
    .orderBy('absent_from')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, source: row.source as Absence['source'] }))
}

/** All deputyships that nobody has ended. */
export async function loadDeputyships(ctx: Ctx): Promise<Deputyship[]> {
  const rows = await ctx.db
    .selectFrom('organisation.deputyship')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('ended_at', 'is', null)
    .orderBy('valid_from')
    .orderBy('id')
    .execute()
  return rows.map(toDeputyship)
}

/** One deputyship, ended or not. */
export async function deputyshipById(ctx: Ctx, id: Uuid): Promise<Deputyship | null> {
  const row = await ctx.db
    .selectFrom('organisation.deputyship')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? toDeputyship(row) : null
}

interface Row {
  id: Uuid
  absent_id: Uuid
  deputy_id: Uuid
  valid_from: Date
  valid_until: Date | null
  unit_id: Uuid | null
  types: string[] | null
  only_when_absent: boolean
  named_by: Uuid | null
}

const toDeputyship = (row: Row): Deputyship => ({
  id: row.id,
  absent: row.absent_id,
  deputy: row.deputy_id,
  from: row.valid_from,
  until: row.valid_until,
  unit: row.unit_id,
  types: row.types,
  onlyWhenAbsent: row.only_when_absent,
  namedBy: row.named_by,
})
