import { sql } from 'kysely'
import { dropOriginal, originalsToDrop } from '#modules/files/index.ts'
import { system } from '#platform/context/actor.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { freeCase } from './holding.ts'

/** So long a closed case may be taken up again with all that was said; then what its author wants forgotten goes. */
export const DAYS_AFTER_END = 30
const BATCH = 100

/**
 * Some time after a case has ended, forgets the originals that their author asked to be forgotten: words that were
 * blacked out, and photos. What is held for legal proceedings stays. Cut off in between, it is done again.
 */
export async function forgetOriginals(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    const who: Who = { tenant, actor: system('originals') }
    for (;;) {
      const { photos, cases } = await inTx(platform, who, async (ctx) => {
        const before = new Date(ctx.now.getTime() - DAYS_AFTER_END * 86_400_000)
        const { rows } = await sql<{ id: Uuid }>`
          select c.id from cases.case c
          where c.tenant_id = ${tenant.id} and c.status = 'closed' and c.closed_at <= ${before} and ${await freeCase(ctx)}
            and (c.id in (select w.case_id from cases.earlier_words w where w.tenant_id = ${tenant.id} and w.forget)
              or c.id in (select r.folder_id from files.redaction r where r.tenant_id = ${tenant.id} and r.forget))
          limit ${BATCH}`.execute(ctx.db)
        const cases = rows.map((row) => row.id)
        if (cases.length > 0)
          ctx.send(
            'delete from cases.earlier_words where tenant_id = $1 and case_id = any ($2::uuid[]) and forget',
            [tenant.id, cases],
          )
        return { cases, photos: await originalsToDrop(ctx, cases) }
      })
      for (const id of photos) await dropOriginal(platform, who, id)
      if (cases.length < BATCH) break
    }
  })
}
