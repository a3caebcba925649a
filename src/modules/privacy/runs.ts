import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { assertReadsPrivacy } from './processings.ts'

export interface Counts {
  cases?: number
  people?: number
  files?: number
  /** Mails, rows of the administration's record, accounts. */
  others?: number
  /** Due, but kept by a hold. */
  held?: number
}

export interface Run extends Required<Counts> {
  /** The town's day, `2026-11-23`. */
  day: string
  processing: string
  startedAt: Date
  finishedAt: Date | null
}

/** The town's day of now. */
export const today = (ctx: Ctx): string =>
  Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .toPlainDate()
    .toString()

/** Adds to today's figures of a processing; the first count makes the row. Counts only, no names, no numbers. */
export function countRun(ctx: Ctx, processing: string, counts: Counts, finished = false): void {
  const { cases = 0, people = 0, files = 0, others = 0, held = 0 } = counts
  ctx.send(
    `insert into privacy.run as r (tenant_id, day, processing, cases, people, files, others, held, started_at, finished_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     on conflict (tenant_id, day, processing) do update set cases = r.cases + excluded.cases,
       people = r.people + excluded.people, files = r.files + excluded.files, others = r.others + excluded.others,
       held = greatest(r.held, excluded.held), finished_at = coalesce(excluded.finished_at, r.finished_at)`,
    [
      ctx.tenant.id,
      today(ctx),
      processing,
      cases,
      people,
      files,
      others,
      held,
      ctx.now,
      finished ? ctx.now : null,
    ],
  )
}

/** Was this processing's run of today ended? One that was cut off is taken up again. */
export async function ranToday(ctx: Ctx, processing: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('privacy.run')
    .select('processing')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('day', '=', sql<Date>`${today(ctx)}::date`)
    .where('processing', '=', processing)
    .where('finished_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}

/** What went, newest first. Runs that found nothing are left out. Throws Forbidden. */
export async function runs(ctx: Ctx, limit = 60): Promise<Run[]> {
  assertReadsPrivacy(ctx)
  const { rows } = await sql<
    Omit<Run, 'startedAt' | 'finishedAt'> & { started_at: Date; finished_at: Date | null }
  >`
    select to_char(r.day, 'YYYY-MM-DD') as day, r.processing, r.cases, r.people, r.files, r.others, r.held,
      r.started_at, r.finished_at
    from privacy.run r where r.tenant_id = ${ctx.tenant.id} and r.cases + r.people + r.files + r.others > 0
    order by r.day desc, r.processing limit ${limit}`.execute(ctx.db)
  return rows.map(({ started_at, finished_at, ...r }) => ({
    ...r,
    startedAt: started_at,
    finishedAt: finished_at,
  }))
}

/** When the last run ended, whatever it found. */
export async function lastRun(ctx: Ctx): Promise<Date | null> {
  const row = await ctx.db
    .selectFrom('privacy.run')
    .select((eb) => eb.fn.max('finished_at').as('at'))
    .where('tenant_id', '=', ctx.tenant.id)
    .executeTakeFirst()
  return row?.at ?? null
}
