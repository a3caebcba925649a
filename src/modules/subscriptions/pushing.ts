import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import { innerSeams, isInnerTarget } from '#platform/net/inner-targets.ts'
import { type Posted, postPublic } from '#platform/net/post-public.ts'
import type { Platform } from '#platform/platform.ts'
import { pushKeys } from './push-keys.ts'
import { claimPushes, type DuePush, enterPush, PUSH_TTL_MS, type PushOutcome } from './push-queue.ts'

const TIMEOUT_MS = 10_000
const MINUTE = 60_000
/** Longer than this nobody is left alone, whatever a service asks for. */
const LONGEST_REST_MS = 60 * MINUTE

/**
 * Push services that refused, were overloaded or did not answer are left alone for a while, all their messages together,
 * so that one of them does not keep those of the others waiting. Known to this process only: another finds out itself.
 */
export type Resting = Map<string, number>

/** Sends what waits for devices, for all towns. Safe to run in several processes at once. */
export async function sendPushes(
  platform: Platform,
  resting: Resting,
  { timeoutMs = TIMEOUT_MS } = {},
): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    for (;;) {
      const now = platform.clock.now().getTime()
      for (const [origin, until] of resting) if (until <= now) resting.delete(origin)
      const due = await claimPushes(platform, tenant, [...resting.keys()])
      if (due.length === 0) break
      await Promise.all(due.map((push) => send(platform, tenant, push, resting, timeoutMs)))
    }
  })
}

async function send(
  platform: Platform,
  tenant: Tenant,
  push: DuePush,
  resting: Resting,
  timeoutMs: number,
): Promise<void> {
  const outcome = await tryToSend(platform, tenant, push, timeoutMs)
  if (outcome.is === 'later')
    resting.set(
      push.origin,
      platform.clock.now().getTime() + Math.min(outcome.afterMs ?? MINUTE, LONGEST_REST_MS),
    )
  await enterPush(platform, tenant, push, outcome)
}

async function tryToSend(
  platform: Platform,
  tenant: Tenant,
  push: DuePush,
  timeoutMs: number,
): Promise<PushOutcome> {
  const left = PUSH_TTL_MS - (platform.clock.now().getTime() - push.created.getTime())
  if (left <= 0) return { is: 'unfit', error: 'old' }
  const letter = await sealed(platform, tenant, push, Math.floor(left / 1000))
  if (!letter) return { is: 'unfit', error: 'keys' }
  const url = new URL(push.endpoint)
  const inner = await isInnerTarget(platform, url)
  if (url.protocol !== 'https:' && !inner) return { is: 'unfit', error: 'bad_url' }
  const answer = await postPublic(push.endpoint, letter, { timeoutMs }, inner ? innerSeams : {})
  return judge(answer)
}

/** The message, encrypted for this device (RFC 8291), and who sends it (RFC 8292); null for keys that are none. */
async function sealed(
  platform: Platform,
  tenant: Tenant,
  { endpoint, p256dh, auth, message }: DuePush,
  ttl: number,
): Promise<{ body: Buffer; headers: Record<string, string> } | null> {
  const [{ default: webPush }, { publicKey, privateKey }] = await Promise.all([
    import('web-push'),
    inTx(platform, { tenant, actor: system('push') }, pushKeys),
  ])
  try {
    const { body, headers } = webPush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(message),
      {
        vapidDetails: { subject: subjectOf(platform, tenant), publicKey, privateKey },
        TTL: ttl,
        urgency: 'normal',
      },
    )
    return {
      body: body!,
      headers: Object.fromEntries(Object.entries(headers).map(([k, v]) => [k, String(v)])),
    }
  } catch (error) {
    platform.log.warn({ part: 'push', err: error }, 'a device’s keys cannot be used')
    return null
  }
}

/** Whom a push service may write to when something goes wrong (RFC 8292, 2.1). */
const subjectOf = (platform: Platform, tenant: Tenant): string =>
  tenant.publicUrl.startsWith('https:')
    ? tenant.publicUrl
    : `mailto:${/<([^>]+)>/.exec(platform.config.mailFrom)?.[1] ?? platform.config.mailFrom}`

/**
 * What an answer means (RFC 8030): only the browser's own word (404, 410) ends a device. What is wrong with one message
 * (413) ends the message; refusals, overload and silence are waited out.
 */
function judge(answer: Posted): PushOutcome {
  if (answer.ok) return { is: 'taken' }
  if (answer.status === 404 || answer.status === 410) return { is: 'gone' }
  if (answer.status === 413) return { is: 'unfit', error: '413' }
  return {
    is: 'later',
    error: String(answer.status ?? answer.reason),
    afterMs: answer.retryAfterMs ?? null,
  }
}
