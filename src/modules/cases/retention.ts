import { type RawBuilder, sql } from 'kysely'
import { countRun, exceptTypes, type Processing, processings, ranToday } from '#modules/privacy/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { anonymiseCase } from './anonymising.ts'
import { CHILD } from './case.ts'
import { freeCase } from './holding.ts'

const DAY = 86_400_000
/** So few at a time that nobody who works on a case waits for it. */
const BATCH = 50

/** A processing that measures the time of cases, and so has a period. */
export type CaseProcessing = Processing & { days: number }

export const caseProcessings = async (ctx: Ctx): Promise<CaseProcessing[]> =>
  (await processings(ctx)).filter(
    (p): p is CaseProcessing => p.active && p.measure === 'cases' && p.days !== null,
  )

/** Conditions on `cases.case c`: kept under this processing, and its period over by then. */
export async function dueBy(ctx: Ctx, p: CaseProcessing, at: Date): Promise<RawBuilder<boolean>> {
  const except = exceptTypes(await processings(ctx), p)
  return sql<boolean>`c.status = 'closed' and c.anonymised_at is null
    and c.closed_at < ${new Date(at.getTime() - p.days * DAY)} and (c.kind = any (${p.kinds}::text[])
      or (c.kind = ${CHILD} and ${p.kinds.includes('report')} and ${lastedLonger(ctx)}))
    and ${p.types.length > 0 ? sql`c.type = any (${p.types}::text[])` : sql`c.type <> all (${except}::text[])`}`
}

/** A part goes with its whole (`anonymiseCase`); by itself only where it was still worked on when that went. */
const lastedLonger = (ctx: Ctx): RawBuilder<boolean> => sql<boolean>`exists (
  select from cases.child k join cases.case w on w.tenant_id = ${ctx.tenant.id} and w.id = k.parent_id
  where k.tenant_id = ${ctx.tenant.id} and k.case_id = c.id and w.anonymised_at is not null)`

/**
 * Lets go, once a day, what has been kept long enough: case by case in small transactions, so that a run that was cut
 * off is taken up where it stood. A case that fails is logged and does not keep the others.
 */
export async function retainCases(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    const who = { tenant, actor: system('retention') }
    const due = await inTx(platform, who, async (ctx) => {
      const open: CaseProcessing[] = []
      for (const p of await caseProcessings(ctx)) if (!(await ranToday(ctx, p.code))) open.push(p)
      return open
    })
    for (const p of due) await letGo(platform, tenant, p)
  })
}

async function letGo(platform: Platform, tenant: Tenant, p: CaseProcessing): Promise<void> {
  const who = { tenant, actor: system('retention') }
  const failed: Uuid[] = []
  for (;;) {
    const batch = await inTx(platform, who, (ctx) => next(ctx, p, failed))
    for (const id of batch)
      try {
        await inTx(platform, who, (ctx) => letOneGo(ctx, p, id))
      } catch (error) {
        failed.push(id)
        platform.log.error({ part: 'retention', case: id, err: error }, 'a case could not be anonymised')
      }
    if (batch.length < BATCH) break
  }
  await inTx(platform, who, async (ctx) => countRun(ctx, p.code, { held: await countHeld(ctx, p) }, true))
}

async function next(ctx: Ctx, p: CaseProcessing, except: readonly Uuid[]): Promise<Uuid[]> {
  const { rows } = await sql<{ id: Uuid }>`
    select c.id from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and ${await dueBy(ctx, p, ctx.now)} and ${await freeCase(ctx)}
      and c.id <> all (${[...except]}::uuid[])
    order by c.closed_at, c.id limit ${BATCH}`.execute(ctx.db)
  return rows.map((r) => r.id)
}

/** Asks once more, with the case locked: it may have been opened again or held since the batch was read. */
async function letOneGo(ctx: Ctx, p: CaseProcessing, id: Uuid): Promise<void> {
  const { rows } = await sql`
    select c.id from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.id = ${id} and ${await dueBy(ctx, p, ctx.now)} and ${await freeCase(ctx)}
    for update of c`.execute(ctx.db)
  if (rows.length === 0) return
  const { people, files } = await anonymiseCase(ctx, id, { action: p.action, processing: p.code })
  countRun(ctx, p.code, { cases: 1, people, files })
}

async function countHeld(ctx: Ctx, p: CaseProcessing): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and ${await dueBy(ctx, p, ctx.now)} and not (${await freeCase(ctx)})`.execute(
    ctx.db,
  )
  return rows[0]!.n
}
