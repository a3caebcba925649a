import { sql } from 'kysely'
import {
  changeProcessing,
  openRequest,
  placeHold,
  processing,
  processingSchema,
} from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'

const DAY = 86_400_000

/**
 * A period a little longer than the demo is old, so that the preview shows what goes in the coming weeks; one of those
 * cases is needed in court, and somebody wants to know what is known of them.
 */
export async function seedPrivacy(ctx: Ctx): Promise<void> {
  const { rows } = await sql<{ id: string; closed_at: Date; party: string | null }>`
    select c.id, c.closed_at, (select cp.party_id from cases.party cp
      where cp.tenant_id = ${ctx.tenant.id} and cp.case_id = c.id limit 1) as party
    from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.status = 'closed'
    order by c.closed_at limit 40`.execute(ctx.db)
  const [oldest] = rows
  if (!oldest) return
  const days = Math.ceil(((ctx.now.getTime() - oldest.closed_at.getTime()) / DAY + 7) / 30) * 30
  const reports = await processing(ctx, 'reports')
  await changeProcessing(ctx, 'reports', { ...processingSchema.parse(reports), days }, reports.version)
  const court = rows[3]
  if (court)
    await placeHold(ctx, {
      kind: 'case',
      subject: court.id,
      reason: 'Klage auf Schadensersatz, Landgericht Hanau, 1 O 211/26',
      until: null,
    })
  const asking = rows.find((r) => r.party)?.party
  if (asking) await openRequest(ctx, { kind: 'access', parties: [asking], identifiedBy: 'counter' })
}
