import type { Ctx } from '#platform/context/context.ts'
import { feedHead } from '#platform/events/feed.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Rhythm } from './wish.ts'

/** When the letters of a day or week are written, by the town's clock: before people set out. */
const HOUR = 7
const MONDAY = 1

/** The next time that a letter of this rhythm is due after now; null for what is told when it happens. */
export function nextLetter(ctx: Pick<Ctx, 'now' | 'tenant'>, rhythm: Rhythm): Date | null {
  if (rhythm === 'at_once') return null
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  )
  const today = now.startOfDay().with({ hour: HOUR })
  const next = Temporal.ZonedDateTime.compare(today, now) > 0 ? today : today.add({ days: 1 })
  const days = rhythm === 'weekly' ? (MONDAY - next.dayOfWeek + 7) % 7 : 0
  return new Date(next.add({ days }).epochMilliseconds)
}

/** A subscriber's series of letters of one rhythm, from now on; one that is there goes on. */
export async function beginRound(ctx: Ctx, subscriber: Uuid, rhythm: Rhythm): Promise<void> {
  await ctx.db
    .insertInto('subscriptions.round')
    .values({
      tenant_id: ctx.tenant.id,
      subscriber_id: subscriber,
      rhythm,
      told_n: await feedHead(ctx),
      due_at: nextLetter(ctx, rhythm),
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'subscriber_id', 'rhythm']).doNothing())
    .execute()
}
