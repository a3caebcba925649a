import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import { innerSeams, isInnerTarget } from '#platform/net/inner-targets.ts'
import { postPublic } from '#platform/net/post-public.ts'
import type { Platform } from '#platform/platform.ts'
import { enterAnswer } from './answered.ts'
import { AT_ONCE, claimDue, type Due } from './claiming.ts'
import { eventsAfter } from './events-after.ts'
import { fanOut, hearing } from './fanning-out.ts'
import { signedHeaders } from './secret.ts'

const TIMEOUT_MS = 10_000

/** Hears what has happened and sends what is due, for all towns. Safe to run in several processes at once. */
export async function sendWebhooks(platform: Platform, seams: Partial<Seams> = {}): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    await fanOut(platform, tenant)
    for (;;) {
      const due = await claimDue(platform, tenant)
      await Promise.all(due.map((delivery) => send(platform, tenant, delivery, seams)))
      if (due.length < AT_ONCE) break
    }
  })
}

async function send(platform: Platform, tenant: Tenant, due: Due, seams: Partial<Seams>): Promise<void> {
  const body = await bodyOf(platform, tenant, due)
  // The case was limited to a few meanwhile, or taken from the public: nobody outside hears of it any more.
  if (body === null)
    return enterAnswer(platform, tenant, due, { ok: false, status: null, reason: 'withdrawn' }, 0)
  const began = performance.now()
  const inner = URL.canParse(due.url) && (await isInnerTarget(platform, new URL(due.url)))
  const answer = await postPublic(
    due.url,
    { body, headers: signedHeaders(due.keys, { id: due.event ?? due.id, at: platform.clock.now(), body }) },
    { timeoutMs: TIMEOUT_MS },
    inner ? innerSeams : seams,
  )
  await enterAnswer(platform, tenant, due, answer, Math.round(performance.now() - began))
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
