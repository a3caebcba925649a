import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import { innerSeams, isInnerTarget } from '#platform/net/inner-targets.ts'
import { type Posted, postPublic } from '#platform/net/post-public.ts'
import type { Platform } from '#platform/platform.ts'
import { eventsAfter } from './events-after.ts'
import { fanOut, hearing } from './fanning-out.ts'
import { openSecret, signedHeaders } from './secret.ts'

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
const LEASE_MS = MINUTE
const TIMEOUT_MS = 10_000
const AT_ONCE = 10
const GIVE_UP_AFTER_MS = 5 * 1440 * MINUTE

/** Hears what has happened and sends what is due, for all towns. Safe to run in several processes at once. */
export async function sendWebhooks(platform: Platform, seams: Partial<Seams> = {}): Promise<void> {
  for (const tenant of await platform.tenants.all()) {
    await fanOut(platform, tenant)
    for (;;) {
      const due = await claim(platform, tenant)
      await Promise.all(due.map((delivery) => send(platform, tenant, delivery, seams)))
      if (due.length < AT_ONCE) break
    }
  }
}

interface Due {
  id: Uuid
  hook: Uuid
  n: number
  event: Uuid | null
  type: string
  attempts: number
  url: string
  allCases: boolean
  keys: Buffer[]
  created: Date
}

/** Takes what is due. One that nobody reported back on (the process died) is due again when its lease is over. */
async function claim(platform: Platform, tenant: Tenant): Promise<Due[]> {
  return inTx(platform, { tenant, actor: system('webhooks') }, async (ctx) => {
    const rows = await ctx.db
      .selectFrom('webhooks.delivery as d')
      .innerJoin('webhooks.hook as h', (j) =>
        j.onRef('h.tenant_id', '=', 'd.tenant_id').onRef('h.id', '=', 'd.hook_id'),
      )
      .select(['d.id', 'd.hook_id', 'd.n', 'd.event_id', 'd.type', 'd.attempts', 'd.created_at'])
      .select(['h.url', 'h.all_cases', 'h.secret', 'h.previous_secret', 'h.previous_until'])
      .where('d.tenant_id', '=', tenant.id)
      .where('h.tenant_id', '=', tenant.id)
      .where('d.status', '=', 'waiting')
      .where('d.next_at', '<=', ctx.now)
      .where((eb) => eb.or([eb('d.leased_until', 'is', null), eb('d.leased_until', '<', ctx.now)]))
      .where('h.paused_at', 'is', null)
      .where('h.removed_at', 'is', null)
      .orderBy('d.next_at')
      .orderBy('d.n')
      .limit(AT_ONCE)
      .forUpdate('d')
      .skipLocked()
      .execute()
    if (rows.length > 0)
      ctx.send('update webhooks.delivery set leased_until = $3 where tenant_id = $1 and id = any ($2)', [
        tenant.id,
        rows.map((r) => r.id),
        new Date(ctx.now.getTime() + LEASE_MS),
      ])
    return Promise.all(
      rows.map(async (r) => ({
        id: r.id,
        hook: r.hook_id,
        n: r.n,
        event: r.event_id,
        type: r.type,
        attempts: r.attempts,
        url: r.url,
        allCases: r.all_cases,
        created: r.created_at,
        keys: [
          await openSecret(ctx, r.hook_id, r.secret),
          ...(r.previous_secret && r.previous_until && r.previous_until > ctx.now
            ? [await openSecret(ctx, r.hook_id, r.previous_secret)]
            : []),
        ],
      })),
    )
  })
}

async function send(platform: Platform, tenant: Tenant, due: Due, seams: Partial<Seams>): Promise<void> {
  const body = await bodyOf(platform, tenant, due)
  // The case was limited to a few meanwhile, or taken from the public: nobody outside hears of it any more.
  if (body === null) return enter(platform, tenant, due, { ok: false, status: null, reason: 'withdrawn' }, 0)
  const began = performance.now()
  const inner = URL.canParse(due.url) && (await isInnerTarget(platform, new URL(due.url)))
  const answer = await postPublic(
    due.url,
    { body, headers: signedHeaders(due.keys, { id: due.event ?? due.id, at: platform.clock.now(), body }) },
    { timeoutMs: TIMEOUT_MS },
    inner ? innerSeams : seams,
  )
  await enter(platform, tenant, due, answer, Math.round(performance.now() - began))
}

/** Read again as it is sent, so that a hook never hears what it might not ask for now. */
async function bodyOf(platform: Platform, tenant: Tenant, due: Due): Promise<string | null> {
  if (due.event === null)
    return JSON.stringify({
      type: due.type,
      timestamp: due.created.toISOString(),
      town: tenant.slug,
      data: {},
    })
  return inTx(platform, { tenant, actor: hearing(due.hook, due.allCases) }, async (ctx) => {
    const { events } = await eventsAfter(ctx, { after: due.n - 1, window: 1 })
    const [event] = events
    if (event?.id !== due.event) return null
    const { at, ...rest } = event
    return JSON.stringify({ type: event.type, timestamp: at, town: tenant.slug, data: { ...rest, at } })
  })
}

type Answer = Posted | { ok: false; status: null; reason: 'withdrawn' }

async function enter(
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
async function countFailure(
  ctx: Parameters<Parameters<typeof inTx>[2]>[0],
  hook: Uuid,
  gone: boolean,
): Promise<void> {
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
