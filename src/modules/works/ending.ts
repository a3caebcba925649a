import { sql } from 'kysely'
import { type Case, closeCase, reply, visibleCase } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { langOf } from './answering.ts'
import { endWork } from './managing.ts'
import { workRow } from './rows.ts'
import { endWords } from './words.ts'
import { stateOf, type Work } from './work.ts'

/** Reports that are told of an end at a time; the rest a minute later. */
const BATCH = 200

/** Ends what is over by the clock, and goes on telling where a batch was not all. */
export async function endByClock(ctx: Ctx): Promise<void> {
  const due = await ctx.db
    .selectFrom('works.work')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('published_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('ends_at', '<=', ctx.now)
    .limit(50)
    .execute()
  for (const { id } of due) await endWork(ctx, id)
  const { rows } = await sql<{ work_id: Uuid }>`
    select distinct t.work_id from works.tie t
    join works.work w on w.tenant_id = ${ctx.tenant.id} and w.id = t.work_id
    where t.tenant_id = ${ctx.tenant.id} and t.ended_at is null and t.untied_at is null and w.ended_at is not null
    limit 10`.execute(ctx.db)
  for (const { work_id } of rows) await tellEnd(ctx, await workRow(ctx, work_id))
}

/** Those whose report it answered hear that it is over, once. Safe to run twice. */
export const workEnded = async (ctx: Ctx, event: StoredEvent): Promise<void> => {
  const work = await workRow(ctx, event.stream)
  // Somebody may have said meanwhile that it goes on.
  if (stateOf(work, ctx.now) === 'past') await tellEnd(ctx, work)
}

async function tellEnd(ctx: Ctx, work: Work): Promise<void> {
  const ties = await ctx.db
    .selectFrom('works.tie')
    .select(['case_id', 'closed'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('work_id', '=', work.id)
    .where('untied_at', 'is', null)
    .where('ended_at', 'is', null)
    .orderBy('case_id')
    .limit(BATCH)
    .forUpdate()
    .execute()
  for (const { case_id, closed } of ties) {
    const c = await visibleCase(ctx, case_id, 'for update').catch(orNone)
    if (c && !c.anonymisedAt) await tellOne(ctx, work, c, closed)
    await ctx.db
      .updateTable('works.tie')
      .set({ ended_at: ctx.now })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('work_id', '=', work.id)
      .where('case_id', '=', case_id)
      .execute()
  }
}

/** An open report is closed or asked about; one that the work closed is told; what others closed is told of already. */
async function tellOne(ctx: Ctx, work: Work, c: Case, closedByWork: boolean): Promise<void> {
  if (c.status === 'closed' && !closedByWork) return
  const { text } = endWords(ctx, work, await langOf(ctx, c))
  if (c.status !== 'closed' && work.onEnd === 'close')
    try {
      await closeCase(ctx, c.id, { outcome: 'fixed', note: text })
      return
    } catch (error) {
      // Other offices still work on parts of it: then it is said, and nothing is closed over their heads.
      if (!(error instanceof Invalid)) throw error
    }
  await reply(ctx, c.id, { body: text, visibility: 'public' })
}

const orNone = (error: unknown): null => {
  if (error instanceof NotFound) return null
  throw error
}
