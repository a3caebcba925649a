import { notify } from '#modules/notifications/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Platform } from '#platform/platform.ts'
import { tokenOf } from './following.ts'
import { workRow } from './rows.ts'
import { stateOf, type Work } from './work.ts'

/** So many letters are written in one transaction; the rest is taken up by `goOnTelling`. */
export const LETTERS = 200
const BEGIN: Uuid = '00000000-0000-0000-0000-000000000000'

/** What is told: that a work has changed, or is over. */
interface News {
  event: Uuid
  work: Uuid
  over: boolean
}

/** Tells those who follow a work that it has changed, or is over; then it has no followers any more. Safe to run twice. */
export async function tellFollowers(ctx: Ctx, event: StoredEvent): Promise<void> {
  const news = { event: event.id, work: event.stream, over: event.type === 'work.ended' }
  const last = await tellSome(ctx, news, BEGIN)
  if (last)
    ctx.send(
      `insert into works.telling (tenant_id, event_id, work_id, over, after_id, at) values ($1, $2, $3, $4, $5, $6)
       on conflict (tenant_id, event_id) do nothing`,
      [ctx.tenant.id, news.event, news.work, news.over, last, ctx.now],
    )
}

/** Goes on with news that many are to hear, batch by batch; a batch's letters and how far it went are one transaction. */
export async function goOnTelling(platform: Platform): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    while (await tellBatch(platform, tenant)) {}
  })
}

/** One batch of the oldest news; false when none waits. */
const tellBatch = (platform: Platform, tenant: Tenant): Promise<boolean> =>
  inTx(platform, { tenant, actor: system('works') }, async (ctx) => {
    const row = await ctx.db
      .selectFrom('works.telling')
      .select(['event_id as event', 'work_id as work', 'over', 'after_id'])
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return false
    const last = await tellSome(ctx, row, row.after_id)
    if (last)
      ctx.send('update works.telling set after_id = $3 where tenant_id = $1 and event_id = $2', [
        ctx.tenant.id,
        row.event,
        last,
      ])
    else
      ctx.send('delete from works.telling where tenant_id = $1 and event_id = $2', [ctx.tenant.id, row.event])
    return true
  })

/** Writes to the next followers; up to whom, or null when there are no more. */
async function tellSome(ctx: Ctx, news: News, after: Uuid): Promise<Uuid | null> {
  const work = await workRow(ctx, news.work)
  // Taken back, or somebody has said meanwhile that it goes on.
  if (!work.publishedAt || (news.over && stateOf(work, ctx.now) !== 'past')) return null
  const followers = await ctx.db
    .selectFrom('works.follower')
    .select(['id', 'email', 'lang'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('work_id', '=', work.id)
    .where('confirmed_at', 'is not', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(LETTERS)
    .execute()
  for (const follower of followers) await write(ctx, news, work, follower)
  const last = followers.length === LETTERS ? followers.at(-1)!.id : null
  // Who has heard that it is over is followed by nothing more; with the last of them go those who never said yes.
  if (news.over)
    ctx.send(
      `delete from works.follower where tenant_id = $1 and work_id = $2 and ($3::uuid is null or (confirmed_at is not null and id <= $3))`,
      [ctx.tenant.id, work.id, last],
    )
  return last
}

async function write(
  ctx: Ctx,
  { event, over }: News,
  work: Work,
  { id, email, lang }: { id: Uuid; email: string; lang: string },
): Promise<void> {
  const of = lang === 'en' ? 'en' : 'de'
  await notify(ctx, {
    dedupe: `${event}:${id}`,
    to: { name: null, email, lang },
    letter: over ? 'work_ended' : work.endsAt ? 'work_changed' : 'work_changed_open',
    stream: id,
    params: { title: work.title[of], body: work.body[of], scheduled: work.endsAt },
    link: `/baustellen/${work.id}`,
    stop: over ? null : `/baustellen/abmelden/${await tokenOf(ctx, id)}`,
  })
}
