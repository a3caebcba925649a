import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Told } from './features.ts'

export interface PastReport extends Told {
  /** Category code that the case has now, whoever chose it last. */
  kind: string
}

/** Reports that are learned from: the newest. A town changes, and its words with it. */
const MOST_REPORTS = 20_000

/**
 * What reports said and which kind they were in the end, oldest first. Restricted cases and words teach nothing, nor do
 * words that were taken away again.
 */
export async function pastReports(ctx: Ctx): Promise<PastReport[]> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<{ kind: string; text: string; lat: number | null; lon: number | null }>`
    select c.type as kind, m.body as text, c.lat, c.lon
    from cases.case c
    join reports.report r on r.tenant_id = ${tenant} and r.case_id = c.id
    join cases.message m on m.tenant_id = ${tenant} and m.id = r.message_id
    where c.tenant_id = ${tenant} and c.kind = 'report' and not c.restricted and not m.restricted and m.body <> ''
    order by c.opened_at desc, c.id desc limit ${MOST_REPORTS}`.execute(ctx.db)
  return rows
    .map((r) => ({
      kind: r.kind,
      text: r.text,
      place: r.lat === null || r.lon === null ? null : { lat: r.lat, lon: r.lon },
    }))
    .reverse()
}
