import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'

const DAY = 86_400_000
/** One refusal may be a mistake of the day; so many letters over so many days are none (docs/adr/0039). */
const REFUSALS = 3
const OVER_DAYS = 3
/** From so many addresses on it is asked whether it is them, or us, that a provider refuses. */
const MANY = 5
const WINDOW_DAYS = 30
const BATCH = 500

/** What somebody heard of, and hears of no more. */
export type Ended = 'near' | 'report' | 'work'

interface Refused {
  address: string
  first: Date
}

/**
 * Addresses that nobody takes letters under any more: refused for good again and again, and nothing taken in between.
 * Those of a provider that refuses nearly all of the town's letters are not among them: then it is the town's sender
 * that is refused.
 */
export async function unreachableAddresses(ctx: Ctx): Promise<string[]> {
  const { gone, ours } = await judge(ctx)
  return gone.filter((address) => !ours.has(address))
}

async function judge(ctx: Ctx): Promise<{ gone: string[]; ours: Set<string> }> {
  const refused = await refusedAgain(ctx)
  if (refused.length === 0) return { gone: [], ours: new Set() }
  const taken = await takenSince(ctx, refused)
  const gone = refused.map((one) => one.address).filter((address) => !taken.has(address))
  const doubtful = await refusingProviders(ctx, [...new Set(gone.map(providerOf))])
  return { gone, ours: new Set(gone.filter((address) => doubtful.has(providerOf(address)))) }
}

const providerOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

async function refusedAgain(ctx: Ctx): Promise<Refused[]> {
  const { rows } = await sql<Refused>`
    select lower(m.recipient) as address, min(m.created_at) as first from platform.mail m
    where m.tenant_id = ${ctx.tenant.id} and m.refused
    group by 1
    having count(*) >= ${REFUSALS} and max(m.created_at) - min(m.created_at) >= ${OVER_DAYS} * interval '1 day'
    order by 2 limit ${BATCH}`.execute(ctx.db)
  return rows
}

async function takenSince(ctx: Ctx, refused: readonly Refused[]): Promise<Set<string>> {
  const { rows } = await sql<{ address: string }>`
    select distinct r.address
    from unnest(${refused.map((r) => r.address)}::text[], ${refused.map((r) => r.first)}::timestamptz[]) as r (address, first)
    join platform.mail m on m.tenant_id = ${ctx.tenant.id} and m.status = 'sent' and lower(m.recipient) = r.address
      and m.sent_at > r.first`.execute(ctx.db)
  return new Set(rows.map((r) => r.address))
}

/** Providers that refuse many addresses, and more than they take. */
async function refusingProviders(ctx: Ctx, providers: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ provider: string }>`
    select split_part(lower(m.recipient), '@', 2) as provider from platform.mail m
    where m.tenant_id = ${ctx.tenant.id} and m.created_at > ${since(ctx)}
      and split_part(lower(m.recipient), '@', 2) = any (${[...providers]}::text[])
    group by 1
    having count(distinct lower(m.recipient)) filter (where m.refused) >= ${MANY}
      and count(distinct lower(m.recipient)) filter (where m.refused)
        > count(distinct lower(m.recipient)) filter (where m.status = 'sent')`.execute(ctx.db)
  return new Set(rows.map((r) => r.provider))
}

/** Counts what was ended because nobody takes its letters; of whom it was is kept nowhere. */
export function countUnreachable(ctx: Ctx, what: Ended, ended: number): void {
  if (ended === 0) return
  ctx.send(
    `insert into notifications.unreachable as u (tenant_id, day, what, ended) values ($1, $2, $3, $4)
     on conflict (tenant_id, day, what) do update set ended = u.ended + excluded.ended`,
    [ctx.tenant.id, dayOf(ctx, ctx.now), what, ended],
  )
}

const since = (ctx: Ctx): Date => new Date(ctx.now.getTime() - WINDOW_DAYS * DAY)

/** The town's day. */
const dayOf = (ctx: Ctx, at: Date): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()
    .toString()

export interface Unreachable {
  /** Ended within 30 days. */
  ended: Record<Ended, number>
  /** Addresses of providers that refuse nearly all of the town's letters. */
  doubtful: number
}

/** How much was ended because nobody takes its letters, for whoever looks after the program: numbers only. */
export async function unreachable(ctx: Ctx): Promise<Unreachable> {
  const { rows } = await sql<{ what: Ended; ended: number }>`
    select u.what, sum(u.ended)::int as ended from notifications.unreachable u
    where u.tenant_id = ${ctx.tenant.id} and u.day > ${dayOf(ctx, since(ctx))}::date
    group by u.what`.execute(ctx.db)
  const ended: Record<Ended, number> = { near: 0, report: 0, work: 0 }
  for (const row of rows) ended[row.what] = row.ended
  return { ended, doubtful: (await judge(ctx)).ours.size }
}
