import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Unusual, UnusualKind } from './unusual.ts'

function assertOfficer(ctx: Ctx): void {
  if (!may(ctx.actor, 'privacy.read')) throw new Forbidden()
}

/** The unusual days of the last 90, newest first. Throws Forbidden. */
export async function unusualDays(ctx: Ctx, limit = 100): Promise<Unusual[]> {
  assertOfficer(ctx)
  const since = new Date(ctx.now.getTime() - 90 * 86_400_000).toISOString().slice(0, 10)
  const { rows } = await sql<Omit<Unusual, 'account'> & { account_id: Uuid; kind: UnusualKind }>`
    select u.account_id, u.day::text as day, u.kind, u.n, u.usual, u.most from audit.unusual u
    where u.tenant_id = ${ctx.tenant.id} and u.day >= ${since}
    order by u.day desc, u.n desc, u.kind limit ${limit}`.execute(ctx.db)
  return rows.map(({ account_id, ...rest }) => ({ account: account_id, ...rest }))
}

/** How many cases somebody opened on each of the last days of the town, oldest first; days without any are 0. */
export async function openedPerDay(
  ctx: Ctx,
  account: Uuid,
  days = 30,
): Promise<{ day: string; cases: number }[]> {
  assertOfficer(ctx)
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  )
  const first = today.subtract({ days: days - 1 }).startOfDay()
  const { rows } = await sql<{ day: string; cases: number }>`
    select (r.at at time zone ${ctx.tenant.timeZone})::date::text as day, count(distinct r.subject_id)::int as cases
    from audit.reading r
    where r.tenant_id = ${ctx.tenant.id} and r.actor_id = ${account} and r.what = 'case'
      and r.at >= ${new Date(first.epochMilliseconds)}
    group by 1`.execute(ctx.db)
  const counted = new Map(rows.map((r) => [r.day, r.cases]))
  return Array.from({ length: days }, (_, i) => {
    const day = first.add({ days: i }).toPlainDate().toString()
    return { day, cases: counted.get(day) ?? 0 }
  })
}
