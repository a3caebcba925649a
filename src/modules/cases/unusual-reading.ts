import { sql } from 'kysely'
import { keepUnusual, median, type ReadingDay, type Unusual, unusualIn } from '#modules/audit/index.ts'
import { type Organisation, organisation } from '#modules/organisation/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { tellOfUnusual } from './telling-staff.ts'

/**
 * Looks at who opened which cases today and yesterday, keeps what is unusual about it and tells the data protection
 * officer once. Only pages that were opened count: lists and previews come by themselves. Safe to run twice.
 */
export async function findUnusualReading(ctx: Ctx): Promise<void> {
  const today = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .startOfDay()
  const found: Unusual[] = []
  for (const start of [today.subtract({ days: 1 }), today]) found.push(...(await unusualOn(ctx, start)))
  await tellOfUnusual(ctx, await keepUnusual(ctx, found))
}

async function unusualOn(ctx: Ctx, start: Temporal.ZonedDateTime): Promise<Unusual[]> {
  const [org, { unusualReading: limits }] = await Promise.all([organisation(ctx), settings(ctx)])
  const day = start.toPlainDate().toString()
  const people = await readersOn(ctx, org, start, limits.samePerson)
  const many = people.filter((p) => p.cases > limits.casesADay)
  const usual = await usualOf(
    ctx,
    many.map((p) => p.account),
    start,
  )
  return people.flatMap((p) => unusualIn(day, p, usual.get(p.account) ?? 0, limits))
}

const between = (start: Temporal.ZonedDateTime, days: number): [Date, Date] => {
  const at = (days: number) => new Date(start.add({ days }).epochMilliseconds)
  return days < 0 ? [at(days), at(0)] : [at(0), at(days)]
}

/** Who opened how many cases on a day: in one query by unit, in another by the people in them. */
async function readersOn(
  ctx: Ctx,
  org: Organisation,
  start: Temporal.ZonedDateTime,
  samePerson: number,
): Promise<ReadingDay[]> {
  const [from, until] = between(start, 1)
  const tenant = ctx.tenant.id
  const opened = sql`r.at >= ${from} and r.at < ${until} and r.what = 'case' and r.actor_kind = 'staff'`
  const { rows } = await sql<{ account: Uuid; unit: Uuid | null; cases: number; night: number }>`
    select r.actor_id as account, c.unit_id as unit, count(distinct c.id)::int as cases,
      count(distinct c.id) filter (
        where extract(hour from r.at at time zone ${ctx.tenant.timeZone}) not between 5 and 21)::int as night
    from audit.reading r join cases.case c on c.tenant_id = ${tenant} and c.id = r.subject_id
    where r.tenant_id = ${tenant} and ${opened} group by 1, 2`.execute(ctx.db)
  const { rows: names } = await sql<{ account: Uuid; cases: number }>`
    select x.account, max(x.cases)::int as cases from (
      select r.actor_id as account, lower(p.name) as name, count(distinct c.id) as cases
      from audit.reading r
      join cases.case c on c.tenant_id = ${tenant} and c.id = r.subject_id
      join cases.party cp on cp.tenant_id = ${tenant} and cp.case_id = c.id
      join parties.party p on p.tenant_id = ${tenant} and p.id = cp.party_id
      where r.tenant_id = ${tenant} and ${opened} and p.name is not null and c.assignee_id is distinct from r.actor_id
      group by 1, 2 having count(distinct c.id) > ${samePerson}
    ) x group by 1`.execute(ctx.db)
  const same = new Map(names.map((r) => [r.account, r.cases]))
  return [...Map.groupBy(rows, (r) => r.account)].map(([account, mine]) => {
    const own = new Set(org.staff.get(account)?.units.flatMap((unit) => org.subtree(unit)))
    const sum = (some: typeof mine, n: 'cases' | 'night') => some.reduce((total, r) => total + r[n], 0)
    return {
      account,
      cases: sum(mine, 'cases'),
      otherUnits: sum(
        mine.filter((r) => !own.has(r.unit ?? '')),
        'cases',
      ),
      night: sum(mine, 'night'),
      samePerson: same.get(account) ?? 0,
    }
  })
}

/** The median of cases opened a day in the 30 days before, over the days on which somebody opened any. */
async function usualOf(
  ctx: Ctx,
  accounts: readonly Uuid[],
  start: Temporal.ZonedDateTime,
): Promise<Map<Uuid, number>> {
  if (accounts.length === 0) return new Map()
  const [from, until] = between(start, -30)
  const { rows } = await sql<{ account: Uuid; cases: number }>`
    select r.actor_id as account, count(distinct r.subject_id)::int as cases
    from audit.reading r
    where r.tenant_id = ${ctx.tenant.id} and r.actor_id = any (${[...accounts]}::uuid[]) and r.what = 'case'
      and r.at >= ${from} and r.at < ${until}
    group by r.actor_id, (r.at at time zone ${ctx.tenant.timeZone})::date`.execute(ctx.db)
  return new Map(
    [...Map.groupBy(rows, (r) => r.account)].map(([account, days]) => [
      account,
      median(days.map((d) => d.cases)),
    ]),
  )
}
