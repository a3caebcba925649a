import { type RawBuilder, sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import { gridX, gridY } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { SHIFT, SIDE } from './cell.ts'
import { saidPlace } from './stand-in.ts'

const NONE = '00000000-0000-0000-0000-000000000000'
/** Cases a statement while a town is gone through for the first time; statements a turn. */
const BATCH = 20_000
const BATCHES = 5
/** Cases a turn that are looked at again without being asked: mends what was written past the program. */
const AGAIN = 2_000
/** A change is seen by others when its transaction ends, and clocks differ: so much is looked at once more. */
const OVERLAP = 120_000

/** Something happened to a case that may have changed where and as what it is found. Safe to run twice. */
export const noteReport = (ctx: Ctx, event: StoredEvent): Promise<void> =>
  note(ctx, sql`select ${event.stream}::uuid`)

/** What the events did not tell: what an import wrote, and all that was there before. */
export async function keepOpenReports(ctx: Ctx): Promise<void> {
  await sql`insert into duplicates.state (tenant_id, looked_at, walked, whole)
    values (${ctx.tenant.id}, ${ctx.now}, ${NONE}, false) on conflict do nothing`.execute(ctx.db)
  const { rows } = await sql<{ looked_at: Date; walked: Uuid; whole: boolean }>`
    select s.looked_at, s.walked, s.whole from duplicates.state s where s.tenant_id = ${ctx.tenant.id} for update`.execute(
    ctx.db,
  )
  let { looked_at: since, walked, whole } = rows[0]!
  since = new Date(since.getTime() - OVERLAP)
  await note(
    ctx,
    sql`select c.id from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.updated_at >= ${since} and ${visibleCases(ctx)}`,
  )
  const [size, most] = whole ? [AGAIN, 1] : [BATCH, BATCHES]
  for (let i = 0; i < most; i++) {
    const ids = await idsAfter(ctx, walked, size)
    await note(ctx, sql`select unnest(${ids}::uuid[])`)
    walked = ids.at(-1) ?? NONE
    if (ids.length === size) continue
    whole = true
    walked = NONE
    break
  }
  await sql`update duplicates.state s set looked_at = ${ctx.now}, walked = ${walked}, whole = ${whole}
    where s.tenant_id = ${ctx.tenant.id}`.execute(ctx.db)
}

/** Was every case looked at once? */
export async function reportsAreKept(ctx: Ctx): Promise<boolean> {
  const { rows } = await sql<{ whole: boolean }>`
    select s.whole from duplicates.state s where s.tenant_id = ${ctx.tenant.id}`.execute(ctx.db)
  return rows[0]?.whole ?? false
}

async function idsAfter(ctx: Ctx, walked: Uuid, size: number): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select c.id from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.id > ${walked} and ${visibleCases(ctx)}
    order by c.id limit ${size}`.execute(ctx.db)
  return rows.map((r) => r.id)
}

/** Puts these cases (a select of ids) where they are now, and takes out what is not open any more. */
async function note(ctx: Ctx, ids: RawBuilder<unknown>): Promise<void> {
  const tenant = ctx.tenant.id
  const isOpen = sql`c.status <> 'closed' and c.kind = 'report' and c.lat is not null and c.lon is not null`
  await sql`
    insert into duplicates.open_report as o (tenant_id, case_id, type, cell, lat, lon, opened_at, said)
    select c.tenant_id, c.id, c.type, (${gridX} >> ${sql.lit(SHIFT)})::bigint * ${sql.lit(SIDE)} + (${gridY} >> ${sql.lit(SHIFT)}),
      c.lat, c.lon, c.opened_at, ${saidPlace(sql`c.id`, sql`c.address`, sql`a.object_id`)}
    from cases.case c
    left join reports.at_object a on a.tenant_id = ${tenant} and a.case_id = c.id
    where c.tenant_id = ${tenant} and c.id in (${ids}) and ${isOpen} and ${visibleCases(ctx)}
    on conflict (tenant_id, case_id) do update
      set type = excluded.type, cell = excluded.cell, lat = excluded.lat, lon = excluded.lon,
        said = excluded.said
      where (o.type, o.lat, o.lon, o.said)
        is distinct from (excluded.type, excluded.lat, excluded.lon, excluded.said)
    returning o.case_id`.execute(ctx.db)
  await sql`
    delete from duplicates.open_report o where o.tenant_id = ${tenant} and o.case_id in (${ids})
      and not exists (select from cases.case c where c.tenant_id = ${tenant} and c.id = o.case_id and ${isOpen}
        and ${visibleCases(ctx)})`.execute(ctx.db)
}
