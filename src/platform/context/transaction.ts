import { kyselyOn, type Line, lineOf } from '#platform/db/connection.ts'
import { Conflict } from '#platform/errors.ts'
import { type PendingEvent, writeEvents } from '#platform/events/emit.ts'
import type { Lang } from '#platform/i18n.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { loadTexts, textsOf } from '#platform/tenants.ts'
import type { Actor } from './actor.ts'
import type { Ctx, Tenant } from './context.ts'

export interface Who {
  tenant: Tenant
  actor: Actor
  lang?: Lang
  /** Finds out in the transaction itself who acts (by an API key …), where asking before would cost one more. */
  identify?: ((ctx: Ctx) => Promise<Actor>) | undefined
}

/**
 * Opens a transaction in which row-level security knows the tenant, runs `run` in it and commits.
 * Everything slow (decoding, fetching, sending) belongs before it. Events and statements given to
 * `ctx.send` travel together with the commit, in one round trip.
 */
export async function inTx<R>(platform: Platform, who: Who, run: (ctx: Ctx) => Promise<R>): Promise<R> {
  return transact(platform, who, run, null)
}

/**
 * The same in a single round trip, for what many people do at once: `run` begins on the reference data that this
 * process remembers, and the database checks together with everything else that it is the current one. Where it is
 * not, or where anything else goes wrong, all is done again in the ordinary way, so `run` may be called twice.
 */
export async function inOneTrip<R>(platform: Platform, who: Who, run: (ctx: Ctx) => Promise<R>): Promise<R> {
  const remembered = platform.memory.revisionOf(who.tenant.id)
  if (remembered === undefined) return inTx(platform, who, run)
  try {
    return await transact(platform, who, run, remembered)
  } catch {
    return inTx(platform, who, run)
  }
}

async function transact<R>(
  platform: Platform,
  who: Who,
  run: (ctx: Ctx) => Promise<R>,
  remembered: number | null,
): Promise<R> {
  const { tenant, actor, lang = 'de' } = who
  if (!isUuid(tenant.id)) throw new Error('a tenant id is a UUID')
  const client = await platform.pool.connect()
  const line = lineOf(client)
  let broken: Error | undefined
  try {
    const revision = remembered ?? (await enter(line, tenant.id))
    if (remembered !== null) presume(line, tenant.id, remembered)
    const events: PendingEvent[] = []
    const after: (() => void)[] = []
    let t: Ctx['t'] | undefined
    let acting = actor
    let actingFor: Uuid | null = null
    const ctx: Ctx = {
      tenant,
      get actor() {
        return acting
      },
      db: kyselyOn(client),
      now: platform.clock.now(),
      lang,
      get t() {
        t ??= textsOf(platform, tenant.id, lang)
        return t
      },
      revision,
      platform,
      actBy: (grant) => {
        actingFor = grant?.for ?? null
      },
      get actingFor() {
        return actingFor
      },
      emit: (type, payload, options) => events.push({ type, payload, first: options?.first ?? false }),
      send: (text, values) => line.send(text, values),
      afterCommit: (f) => after.push(f),
    }
    await loadTexts(ctx)
    if (who.identify) acting = await who.identify(ctx)
    const result = await run(ctx)
    if (events.length > 0) await writeEvents(ctx, events)
    const { tags } = await line.flush(['commit', []])
    if (line.failed) throw line.failed
    // A transaction that failed answers COMMIT with ROLLBACK and no error.
    if (tags.at(-1) !== 'COMMIT') throw new Error('the transaction was rolled back')
    for (const f of after) f()
    if (events.length > 0) platform.signals.outbox()
    return result
  } catch (error) {
    await client.query('rollback').catch((e: Error) => {
      broken = e
    })
    const cause = line.failed ?? error
    throw isOvertaken(cause) ? new Conflict('overtaken') : cause
  } finally {
    client.release(broken)
  }
}

async function enter(line: Line, tenantId: string): Promise<number> {
  line.begin()
  // One batch, one round trip.
  const { answers } = await line.flush(
    ['begin', []],
    ['select platform.enter($1)', [tenantId]],
    ['select n from tenancy.revision where tenant_id = $1', [tenantId]],
  )
  return Number(answers[2]?.[0]?.[0] ?? 0)
}

/** Goes out with the first statement that is waited for, at the latest with the commit. */
function presume(line: Line, tenantId: string, revision: number): void {
  line.begin()
  line.send('begin', [])
  line.send('select platform.enter($1)', [tenantId])
  line.send('select platform.presume($1, $2)', [tenantId, revision])
}

/** Somebody else's event came first in the same stream: all of this transaction is to be done again on what is now. */
function isOvertaken(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' && (constraint ?? '').startsWith('event_stream_seq')
}
