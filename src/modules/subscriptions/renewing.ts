import { sql } from 'kysely'
import { notify } from '#modules/notifications/index.ts'
import { countRun, periodOf } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { eraseSubscribers } from './erasing.ts'
import { manageToken } from './links.ts'

const DAY = 86_400_000
/** So long they have to say that they want to go on. */
const ANSWER_DAYS = 30
const BATCH = 100

/**
 * Consent that nobody has renewed for long is asked for again, and ends when nobody answers. The period is the town's to
 * set (processing `subscriptions`). Devices need no letter: their browser ends what is not used.
 */
export async function retainSubscribers(ctx: Ctx): Promise<void> {
  const period = await periodOf(ctx, 'subscriptions')
  if (!period) return
  const { rows } = await sql<{ id: Uuid; email: string; lang: string; asked_at: Date | null }>`
    select s.id, s.email, s.lang, s.asked_at from subscriptions.subscriber s
    where s.tenant_id = ${ctx.tenant.id} and s.email is not null and s.renewed_at <= ${period.before}
      and (s.asked_at is null or s.asked_at <= ${new Date(ctx.now.getTime() - ANSWER_DAYS * DAY)})
    order by s.renewed_at limit ${BATCH}`.execute(ctx.db)
  const over = rows.filter((r) => r.asked_at !== null).map((r) => r.id)
  await eraseSubscribers(ctx, over)
  if (over.length > 0) countRun(ctx, 'subscriptions', { people: over.length }, rows.length < BATCH)
  for (const { id, email, lang } of rows.filter((r) => r.asked_at === null)) {
    ctx.send('update subscriptions.subscriber set asked_at = $3 where tenant_id = $1 and id = $2', [
      ctx.tenant.id,
      id,
      ctx.now,
    ])
    await notify(ctx, {
      dedupe: `subscription-renew:${id}:${ctx.now.toISOString().slice(0, 10)}`,
      to: { name: null, email, lang },
      letter: 'subscription_renew',
      stream: id,
      params: { days: ANSWER_DAYS },
      link: `/in-der-naehe/abos/${await manageToken(ctx, id)}`,
      stop: null,
    })
  }
}
