import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { take } from './applying.ts'
import { type Answered, askFor } from './asking.ts'
import type { Endpoint, Polls } from './endpoint.ts'
import { pollStates } from './polling-states.ts'
import { pollTokens } from './polling-tokens.ts'
import { clearTrouble, enterTrouble } from './trouble.ts'
import { type Told, toldIn } from './update.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
/** Read twice rather than missed: clocks differ, and what was written in the same second may come after the answer. */
const OVERLAP_MS = 15 * MINUTE
/** GeoReport servers answer at most 90 days at once. */
const WINDOW_MS = 30 * DAY
/** A list that never ends is read on in the next turn. */
const MOST_ROUNDS = 20

type Trouble = Answered & { kind: 'trouble' }

/** Asks an endpoint what has become of our reports, and takes it. */
export async function poll(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  seams: Partial<Seams> = {},
): Promise<void> {
  const inTown = <R>(run: (ctx: Ctx) => Promise<R>): Promise<R> =>
    inTx(platform, { tenant, actor: system('exchange'), lang: 'de' }, run)
  const fail = (trouble: Trouble) => inTown((ctx) => enterTrouble(ctx, endpoint, null, trouble))
  const oldest = await inTown((ctx) => oldestWatched(ctx, endpoint))
  if (oldest) {
    const tokens = await pollTokens(platform, tenant, endpoint, seams)
    if (tokens) return fail(tokens)
    const polls = endpoint.polls ?? (await findOut(platform, endpoint, seams))
    if (typeof polls !== 'string') return fail(polls)
    if (polls !== endpoint.polls) await inTown((ctx) => set(ctx, endpoint, { polls }))
    if (polls === 'updates') {
      const trouble = await pollUpdates(platform, tenant, endpoint, oldest, seams)
      if (trouble) return fail(trouble)
    }
    const trouble = await pollStates(platform, tenant, endpoint, polls, seams)
    if (trouble) return fail(trouble)
  }
  await inTown(async (ctx) => {
    await set(ctx, endpoint, { polled_at: ctx.now })
    if (oldest) await clearTrouble(ctx, endpoint)
  })
}

async function set(ctx: Ctx, endpoint: Endpoint, values: Record<string, unknown>): Promise<void> {
  await ctx.db
    .updateTable('exchange.endpoint')
    .set(values)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', endpoint.id)
    .execute()
}

/** Since when there is something to ask for; null when there is nothing. What ended there is watched for 30 days more. */
async function oldestWatched(ctx: Ctx, endpoint: Endpoint): Promise<Date | null> {
  const row = await ctx.db
    .selectFrom('exchange.transfer')
    .select('created_at')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint.id)
    .where((eb) =>
      eb.or([
        eb('status', '=', 'token'),
        eb.and([eb('status', '=', 'sent'), eb('remote_closed', '=', false)]),
        eb.and([
          eb('status', '=', 'sent'),
          eb('remote_updated_at', '>', new Date(ctx.now.getTime() - 30 * DAY)),
        ]),
      ]),
    )
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row?.created_at ?? null
}

/** Do they keep a list of updates? Whoever refuses or does not know the question is asked report by report. */
async function findOut(
  platform: Platform,
  endpoint: Endpoint,
  seams: Partial<Seams>,
): Promise<Polls | Trouble> {
  const now = platform.clock.now()
  const asked = await askUpdates(platform, endpoint, new Date(now.getTime() - MINUTE), now, seams)
  if (asked.kind === 'rows') return 'updates'
  if (asked.kind === 'refused') return 'requests'
  return ['missing', 'nonsense', 'key'].includes(asked.why) ? 'requests' : asked
}

const askUpdates = (
  platform: Platform,
  endpoint: Endpoint,
  from: Date,
  until: Date,
  seams: Partial<Seams>,
): Promise<Answered> =>
  askFor(
    platform,
    endpoint,
    'servicerequestupdates',
    'request_update',
    { start_date: iso(from), end_date: iso(until) },
    seams,
  )

/** Reads their list from where we were, window by window; the cursor moves with what was taken. */
async function pollUpdates(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  oldest: Date,
  seams: Partial<Seams>,
): Promise<Trouble | null> {
  const now = platform.clock.now()
  let from = new Date((endpoint.cursor ?? oldest).getTime() - OVERLAP_MS)
  for (let round = 0; round < MOST_ROUNDS && from < now; round += 1) {
    const until = new Date(Math.min(now.getTime(), from.getTime() + WINDOW_MS))
    const answer = await askUpdates(platform, endpoint, from, until, seams)
    if (answer.kind === 'trouble') return answer
    if (answer.kind === 'refused')
      return { kind: 'trouble', why: 'refused', status: answer.status, unclear: false }
    const told = toldIn(answer.rows, tenant.timeZone, { from, until, overlap: OVERLAP_MS })
    for (const update of told) await take(platform, tenant, endpoint, update, seams)
    // Who cuts a list off at its limit has told the rest of the window nowhere: it is read on from there.
    const reached = answer.rows.length >= 100 ? last(told, from) : until
    from = reached > from ? reached : until
    await inTx(platform, { tenant, actor: system('exchange') }, (ctx) => set(ctx, endpoint, { cursor: from }))
    if (until >= now && from >= until) break
  }
  return null
}

const last = (told: readonly Told[], from: Date): Date =>
  told.reduce((latest, { at }) => (at > latest ? at : latest), from)

const iso = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`
