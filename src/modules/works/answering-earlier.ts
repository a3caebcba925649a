import { type RawBuilder, sql } from 'kysely'
import { type Case, type CaseRow, caseColumns, toCase, visibleCases } from '#modules/cases/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { tie } from './answering.ts'
import { covers } from './extent.ts'
import { workRow } from './rows.ts'
import { stateOf, type Work } from './work.ts'

/** So many earlier reports are looked at in one transaction; the rest is taken up by `goOnAnswering`. */
export const BATCH = 200

/** Where it goes on: older than that. Reports are taken in the order in which they came, the newest first. */
interface Before {
  opened: Date
  id: Uuid
}

/** A work was published, or is somewhere else now: begins to answer what had been reported before. Safe to run twice. */
export async function answerWaiting(ctx: Ctx, event: StoredEvent): Promise<void> {
  const last = await answerSome(ctx, event.stream, null)
  // One that was on its way through and is somewhere else now begins anew.
  if (last)
    ctx.send(
      `insert into works.answering (tenant_id, work_id, opened_before, before_id, at) values ($1, $2, $3, $4, $5)
       on conflict (tenant_id, work_id) do update
         set opened_before = excluded.opened_before, before_id = excluded.before_id, at = excluded.at`,
      [ctx.tenant.id, event.stream, last.opened, last.id, ctx.now],
    )
  else done(ctx, event.stream)
}

const done = (ctx: Ctx, work: Uuid): void =>
  ctx.send('delete from works.answering where tenant_id = $1 and work_id = $2', [ctx.tenant.id, work])

/**
 * Goes on with works that are on their way through many reports, batch by batch. Answers and the note of how far it
 * went are one transaction: whoever is killed in between has said nothing. Two workers take different works.
 */
export async function goOnAnswering(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    while (await answerBatch(platform, tenant)) {}
  })
}

/** One batch of the work that waits longest; false when none waits. */
const answerBatch = (platform: Platform, tenant: Tenant): Promise<boolean> =>
  inTx(platform, { tenant, actor: system('works') }, async (ctx) => {
    const row = await ctx.db
      .selectFrom('works.answering')
      .select(['work_id', 'opened_before', 'before_id'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return false
    const last = await answerSome(ctx, row.work_id, { opened: row.opened_before, id: row.before_id })
    if (last)
      ctx.send(
        'update works.answering set opened_before = $3, before_id = $4 where tenant_id = $1 and work_id = $2',
        [ctx.tenant.id, row.work_id, last.opened, last.id],
      )
    else done(ctx, row.work_id)
    return true
  })

/** Answers the next reports that lie where the work is; where to go on, or null when there are no more. */
async function answerSome(ctx: Ctx, id: Uuid, before: Before | null): Promise<Before | null> {
  const work = await workRow(ctx, id)
  if (!work.publishedAt || work.types.length === 0 || stateOf(work, ctx.now) !== 'now') return null
  const cases = await earlier(ctx, work, before)
  for (const c of cases) if (covers(work, c.place!, c.areaId)) await tie(ctx, work, c)
  const last = cases.at(-1)
  return last && cases.length === BATCH ? { opened: last.openedAt, id: last.id } : null
}

/** What a work may answer, as far as the database can tell: its box, or its district. */
async function earlier(ctx: Ctx, work: Work, before: Before | null): Promise<Case[]> {
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<CaseRow>`
    select ${columns} from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.kind = 'report' and c.status <> 'closed' and not c.restricted
      and c.authority_id is null and c.lat is not null and c.type = any (${[...work.types]}::text[])
      and c.opened_at >= ${work.beginsAt} and ${within(work)} and ${visibleCases(ctx)}
      and ${before ? sql`(c.opened_at, c.id) < (${before.opened}::timestamptz, ${before.id}::uuid)` : sql`true`}
      and not exists (select from works.tie t where t.tenant_id = ${ctx.tenant.id} and t.case_id = c.id)
    order by c.opened_at desc, c.id desc limit ${BATCH} for update`.execute(ctx.db)
  return rows.map(toCase)
}

function within({ extent, box, areaId }: Work): RawBuilder<unknown> {
  if (extent === 'district') return sql`c.area_id = ${areaId}`
  if (!box) return sql`true`
  return sql`c.lon between ${box.west} and ${box.east} and c.lat between ${box.south} and ${box.north}`
}
