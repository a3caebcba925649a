import { addressDigests, addressesOf, type ExportSection } from '#modules/cases/index.ts'
import { eraseMail, notify } from '#modules/notifications/index.ts'
import { countRun, periodOf } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { formatter } from '#platform/format.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { followersTo } from './followed.ts'

const HOUR = 3_600_000
/** Without a yes an address is forgotten after so long. */
export const PENDING = 48 * HOUR
const BATCH = 200

/** Forgets followers with the letters to them; what waits is not sent. Ended once, they stay so after a restore. */
export async function eraseFollowers(ctx: Ctx, ids: readonly Uuid[]): Promise<void> {
  if (ids.length === 0) return
  const gone = await ctx.db
    .deleteFrom('works.follower')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', [...ids])
    .returning('id')
    .execute()
  await eraseMail(ctx, [...ids])
  for (const { id } of gone) ctx.emit('follower.ended', { follower: id })
}

/** Somebody asked to be forgotten: what goes to their address goes too, confirmed or not. Safe to run twice. */
export async function forgetAddress(ctx: Ctx, { payload }: Pick<StoredEvent, 'payload'>): Promise<void> {
  const all = await ctx.db
    .selectFrom('works.follower')
    .select(['id', 'email'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const digest = await addressDigests(ctx)
  await eraseFollowers(
    ctx,
    all.flatMap(({ id, email }) => (digest(email) === payload.address ? [id] : [])),
  )
}

/** Forgets addresses that never said yes, those of works that are over or were taken back, and consent that is too old. */
export async function forgetFollowers(ctx: Ctx): Promise<void> {
  const silent = await ctx.db
    .deleteFrom('works.follower')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('confirmed_at', 'is', null)
    .where('asked_at', '<', new Date(ctx.now.getTime() - PENDING))
    .returning('id')
    .execute()
  await eraseMail(
    ctx,
    silent.map((row) => row.id),
  )
  ctx.send(
    `delete from works.follower where tenant_id = $1 and work_id in (
       select w.id from works.work w where w.tenant_id = $1 and (w.published_at is null or w.ended_at < $2))`,
    [ctx.tenant.id, new Date(ctx.now.getTime() - 24 * HOUR)],
  )
  await lapse(ctx)
}

/**
 * A work "until further notice" may go on for years, a consent does not: after the period of the subscriptions it ends,
 * and a last letter says how to follow again.
 */
async function lapse(ctx: Ctx): Promise<void> {
  const period = await periodOf(ctx, 'subscriptions')
  if (!period) return
  const old = await ctx.db
    .selectFrom('works.follower as f')
    .innerJoin('works.work as w', (join) =>
      join
        .onRef('w.tenant_id', '=', 'f.tenant_id')
        .onRef('w.id', '=', 'f.work_id')
        .on('w.tenant_id', '=', ctx.tenant.id),
    )
    .select(['f.id', 'f.email', 'f.lang', 'w.id as work', 'w.title', 'w.title_en'])
    .where('f.tenant_id', '=', ctx.tenant.id)
    .where('f.confirmed_at', '<=', period.before)
    .limit(BATCH)
    .execute()
  await eraseFollowers(
    ctx,
    old.map((row) => row.id),
  )
  for (const { id, email, lang, work, title, title_en } of old)
    await notify(ctx, {
      dedupe: `work-lapsed:${id}`,
      to: { name: null, email, lang },
      letter: 'work_lapsed',
      stream: id,
      params: { title: lang === 'en' ? title_en : title },
      link: `/baustellen/${work}`,
      stop: null,
    })
  if (old.length > 0) countRun(ctx, 'subscriptions', { people: old.length }, old.length < BATCH)
}

/** Which works these people follow, for the export of a person's data. */
export async function workSections(ctx: Ctx, parties: readonly Uuid[]): Promise<ExportSection[]> {
  const followed = await followersTo(ctx, await addressesOf(ctx, parties))
  if (followed.length === 0) return []
  const { formatDateTime } = formatter(ctx.lang, ctx.tenant.timeZone)
  return [
    {
      title: ctx.t('works.export.title'),
      rows: followed.map((one) => ({
        label: one.title[ctx.lang],
        value: [one.email, formatDateTime(one.confirmedAt ?? one.askedAt)].join('; '),
      })),
    },
  ]
}
