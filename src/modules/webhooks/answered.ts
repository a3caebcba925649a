import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Posted } from '#platform/net/post-public.ts'
import type { Platform } from '#platform/platform.ts'
import type { Due } from './claiming.ts'

const MINUTE = 60_000
/** How long after each failed try the next one comes; after the last the delivery has failed. Three days in all. */
export const PAUSES = [
  10_000,
  30_000,
  2 * MINUTE,
  10 * MINUTE,
  60 * MINUTE,
  180 * MINUTE,
  360 * MINUTE,
  720 * MINUTE,
  1440 * MINUTE,
  1440 * MINUTE,
]
const GIVE_UP_AFTER_MS = 5 * 1440 * MINUTE

type Answer = Posted | { ok: false; status: null; reason: 'withdrawn' }

/** Writes down what became of a try, and when the next one is due. */
export async function enterAnswer(
  platform: Platform,
  tenant: Tenant,
  due: Due,
  answer: Answer,
  ms: number,
): Promise<void> {
  await inTx(platform, { tenant, actor: system('webhooks') }, async (ctx) => {
    const attempts = due.attempts + 1
    const over = answer.ok || answer.status === 410 || (!answer.ok && answer.reason === 'withdrawn')
    const pause = PAUSES[attempts - 1]
    const status = answer.ok ? 'sent' : over || pause === undefined ? 'failed' : 'waiting'
    await ctx.db
      .updateTable('webhooks.delivery')
      .set({
        status,
        attempts,
        answer: answer.status,
        error: answer.ok ? null : answer.reason,
        ms,
        leased_until: null,
        sent_at: answer.ok ? ctx.now : null,
        next_at: new Date(ctx.now.getTime() + (status === 'waiting' ? pause! : 0)),
      })
      .where('tenant_id', '=', tenant.id)
      .where('id', '=', due.id)
      .execute()
    if (answer.ok)
      ctx.send(
        'update webhooks.hook set failing_since = null where tenant_id = $1 and id = $2 and failing_since is not null',
        [tenant.id, due.hook],
      )
    else if (answer.reason !== 'withdrawn') await countFailure(ctx, due.hook, answer.status === 410)
  })
}

/** The first failure in a row is remembered; who fails for days, or says that nobody lives there any more, is left alone. */
async function countFailure(ctx: Ctx, hook: Uuid, gone: boolean): Promise<void> {
  const row = await ctx.db
    .updateTable('webhooks.hook')
    .set((eb) => ({ failing_since: eb.fn.coalesce('failing_since', eb.val(ctx.now)) }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', hook)
    .where('paused_at', 'is', null)
    .returning('failing_since')
    .executeTakeFirst()
  if (!row) return
  const tooLong =
    row.failing_since !== null && ctx.now.getTime() - row.failing_since.getTime() >= GIVE_UP_AFTER_MS
  if (!gone && !tooLong) return
  const why = gone ? 'gone' : 'failing'
  await ctx.db
    .updateTable('webhooks.hook')
    .set((eb) => ({ paused_at: ctx.now, paused_why: why, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', hook)
    .execute()
  ctx.emit('webhook.paused', { webhook: hook, why })
}
