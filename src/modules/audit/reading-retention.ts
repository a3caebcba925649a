import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'

/** How long it is known who has read what: long enough for a complaint, short enough for the colleagues. */
export const READINGS_KEPT = { months: 12 }

const BATCH = 20_000

/** Forgets readings and unusual days after twelve months. The server lets nobody forget younger ones. */
export async function forgetReadings(ctx: Ctx): Promise<number> {
  const end = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
    .toZonedDateTimeISO(ctx.tenant.timeZone)
    .subtract(READINGS_KEPT)
  const before = new Date(end.epochMilliseconds)
  const { numAffectedRows = 0n } = await sql`
    delete from audit.reading where tenant_id = ${ctx.tenant.id} and id in (
      select r.id from audit.reading r where r.tenant_id = ${ctx.tenant.id} and r.at < ${before} order by r.at limit ${BATCH})`.execute(
    ctx.db,
  )
  ctx.send('delete from audit.unusual where tenant_id = $1 and day < $2', [
    ctx.tenant.id,
    end.toPlainDate().toString(),
  ])
  return Number(numAffectedRows)
}
