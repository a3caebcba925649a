import type { AddJobsJobSpec } from 'graphile-worker'
import type pg from 'pg'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'
import { appendToFeed } from './feed.ts'

/** Event type → names of the tasks that want it. */
export type Subscriptions = ReadonlyMap<string, readonly string[]>

export type AddJobs = (jobs: AddJobsJobSpec[]) => Promise<unknown>

/** The tenants whose outbox holds something, asked in the role dispatcher. */
export async function tenantsWithOutbox(dispatcher: pg.Pool): Promise<string[]> {
  const { rows } = await dispatcher.query('select distinct tenant_id from platform.outbox')
  return rows.map((r) => r.tenant_id)
}

/**
 * Turns one tenant's next outbox rows into jobs, one for each subscriber, and deletes them. The jobs are added
 * first: a crash in between repeats `addJobs`, which the job key (event and subscriber) absorbs.
 * Answers how many rows it took.
 */
export async function relayOutbox(
  platform: Platform,
  tenantId: string,
  subscriptions: Subscriptions,
  addJobs: AddJobs,
  limit = 200,
): Promise<number> {
  const tenant = (await platform.tenants.all()).find((t) => t.id === tenantId)
  if (!tenant) return 0
  return inTx(platform, { tenant, actor: system('outbox') }, async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.outbox')
      .select(['event_id', 'type'])
      .where('tenant_id', '=', tenantId)
      .orderBy('at')
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    if (rows.length === 0) return 0
    const jobs = rows.flatMap(({ event_id, type }) =>
      (subscriptions.get(type) ?? []).map((task) => ({
        identifier: task,
        payload: { tenant: tenantId, id: event_id },
        jobKey: `${event_id}:${task}`,
        maxAttempts: 12,
      })),
    )
    if (jobs.length > 0) await addJobs(jobs)
    await appendToFeed(
      ctx,
      rows.map((r) => r.event_id),
    )
    ctx.send('delete from platform.outbox where tenant_id = $1 and event_id = any ($2)', [
      tenantId,
      rows.map((r) => r.event_id),
    ])
    return rows.length
  })
}
