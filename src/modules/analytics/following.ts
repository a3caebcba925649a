import { sql } from 'kysely'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import { feedHead } from '#platform/events/feed.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { countCases, countFirst, newlyLate } from './facts.ts'
import { changeFigures, renewMonth } from './figures.ts'

/** Events, cases that became late, and cases on the first way through all of them, in one transaction. */
const AT_ONCE = 5000
/** A month is made again so often, one after the other round and round: mends what was written past the program. */
const CHECK_MS = 10 * 60_000
const BEGINNING = '0001-01-01'

interface Progress {
  n: number
  /** How far all cases have been counted once; null when they were. */
  walked: Uuid | null
  renewed: string
  whole: boolean
  checked_at: Date | null
}

/** Brings the numbers of all towns up to date. Safe to run in several processes at once, and twice. */
export async function followNumbers(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    while (await step(platform, tenant));
  })
}

/** Answers whether there may be more. */
const step = (platform: Platform, tenant: Tenant): Promise<boolean> =>
  inTx(platform, { tenant, actor: system('analytics') }, async (ctx) => {
    const progress = await locked(ctx)
    if (!progress) return false
    if (progress.walked !== null) return walk(ctx, progress.walked)
    if (!progress.whole) return renewNext(ctx, progress.renewed)
    return follow(ctx, progress)
  })

/** One process at a time; what comes in while all are counted for the first time is in the feed after its head. */
async function locked(ctx: Ctx): Promise<Progress | null> {
  const known = async () =>
    (
      await sql<Progress>`
        select p.n::float8 as n, p.walked, p.renewed::text as renewed, p.whole, p.checked_at
        from analytics.progress p where p.tenant_id = ${ctx.tenant.id} for update skip locked`.execute(ctx.db)
    ).rows[0] ?? null
  const there = await ctx.db
    .selectFrom('analytics.progress')
    .select(['n', 'whole', 'walked'])
    .where('tenant_id', '=', ctx.tenant.id)
    .executeTakeFirst()
  if (!there)
    await sql`insert into analytics.progress (tenant_id, n, at) values (${ctx.tenant.id}, ${await feedHead(ctx)}, ${ctx.now})
      on conflict do nothing`.execute(ctx.db)
  return known()
}

/** Facts only; the figures are made of them, month by month, when all are there. */
async function walk(ctx: Ctx, after: Uuid): Promise<true> {
  const { rows } = await sql<{ id: Uuid }>`
    select c.id from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.id > ${after}
    order by c.id limit ${AT_ONCE}`.execute(ctx.db)
  await countFirst(
    ctx,
    rows.map((r) => r.id),
  )
  await keep(ctx, { walked: rows.length === AT_ONCE ? rows.at(-1)!.id : null })
  return true
}

async function renewNext(ctx: Ctx, after: string): Promise<true> {
  const month = await monthAfter(ctx, after)
  if (month) await renewMonth(ctx, month, { first: true })
  await keep(ctx, month ? { renewed: month } : { renewed: BEGINNING, whole: true })
  return true
}

async function monthAfter(ctx: Ctx, after: string): Promise<string | null> {
  const { rows } = await sql<{ month: string | null }>`
    select min(f.month)::text as month from analytics.fact f
    where f.tenant_id = ${ctx.tenant.id} and f.month > ${after}::date`.execute(ctx.db)
  return rows[0]?.month ?? null
}

async function follow(ctx: Ctx, progress: Progress): Promise<boolean> {
  const tenant = ctx.tenant.id
  const events = await ctx.db
    .selectFrom('platform.feed as f')
    .innerJoin('platform.event as e', (j) =>
      j.onRef('e.tenant_id', '=', 'f.tenant_id').onRef('e.id', '=', 'f.event_id'),
    )
    .select(['f.n', 'e.stream', 'e.type'])
    .where('f.tenant_id', '=', tenant)
    .where('e.tenant_id', '=', tenant)
    .where('f.n', '>', progress.n)
    .orderBy('f.n')
    .limit(AT_ONCE)
    .execute()
  const touched = events.filter((e) => e.type.startsWith('case.')).map((e) => e.stream)
  const late = await newlyLate(ctx, AT_ONCE)
  await changeFigures(ctx, await countCases(ctx, [...new Set([...touched, ...late])]))
  const more = events.length === AT_ONCE || late.length === AT_ONCE
  const checks =
    !more && (!progress.checked_at || ctx.now.getTime() - progress.checked_at.getTime() >= CHECK_MS)
  const month = checks ? await monthAfter(ctx, progress.renewed) : null
  if (month) await renewMonth(ctx, month)
  await keep(ctx, {
    n: Number(events.at(-1)?.n ?? progress.n),
    ...(checks && { renewed: month ?? BEGINNING, checked_at: ctx.now }),
  })
  return more
}

/** Pages say of which moment the numbers are: of the last time that nothing was left to count. */
const keep = (ctx: Ctx, values: Partial<Progress>) =>
  ctx.db
    .updateTable('analytics.progress')
    .set({ ...values, at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
