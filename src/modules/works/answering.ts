import {
  type Case,
  childrenOf,
  closeCase,
  endsByPeople,
  messagesOf,
  reopenCase,
  reply,
  visibleCase,
} from '#modules/cases/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { assertManagesWorks, managedWork } from './managing.ts'
import { matchingWorks } from './matching.ts'
import { publishedWorks, workRow } from './rows.ts'
import { answerWords } from './words.ts'
import type { Work } from './work.ts'

/** A report came in: is it about something that the town knows of? Safe to run twice. */
export async function answerReport(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.kind !== 'report' || event.payload.authority) return
  const any = (await publishedWorks(ctx)).some((work) => work.types.includes(event.payload.type))
  if (!any) return
  const c = await visibleCase(ctx, event.stream, 'for update')
  if (!mayBeAnswered(c)) return
  const [work] = await matchingWorks(ctx, {
    category: c.type,
    place: c.place!,
    areaId: c.areaId,
    at: c.openedAt,
  })
  if (work) await tie(ctx, work, c)
}

const mayBeAnswered = (c: Case): boolean =>
  c.kind === 'report' && c.status !== 'closed' && c.place !== null && !c.restricted && !c.authorityId

/** Ties a report to a work and answers it, once; one that somebody untied stays so. */
export async function tie(ctx: Ctx, work: Work, c: Case): Promise<boolean> {
  const close = work.onMatch === 'close' && (await mayEnd(ctx, c))
  const made = await ctx.db
    .insertInto('works.tie')
    .values({
      tenant_id: ctx.tenant.id,
      work_id: work.id,
      case_id: c.id,
      at: ctx.now,
      by_id: actorId(ctx.actor),
      closed: close,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'work_id', 'case_id']).doNothing())
    .returning('case_id')
    .executeTakeFirst()
  if (!made) return false
  ctx.emit('case.tied', { case: c.id, work: work.id })
  const { text } = answerWords(ctx, work, await langOf(ctx, c))
  if (close) await closeCase(ctx, c.id, { outcome: 'no_action', note: text })
  else await reply(ctx, c.id, { body: text, visibility: 'public' })
  return true
}

/** Where two people must agree to that, or other offices still work on parts of it, the report is answered and stays open. */
const mayEnd = async (ctx: Ctx, c: Case): Promise<boolean> =>
  c.status !== 'closed' &&
  !(await endsByPeople(ctx, c)) &&
  (await childrenOf(ctx, c)).every((part) => part.status === 'closed')

/** The language in which the report was written. */
export async function langOf(ctx: Ctx, c: Case): Promise<Lang> {
  const [first] = await messagesOf(ctx, c, 'internal')
  return first?.lang === 'en' ? 'en' : 'de'
}

/** Staff say that a report is about this work. Throws NotFound, Forbidden, Invalid, Conflict. */
export async function tieByHand(ctx: Ctx, id: Uuid, number: string): Promise<void> {
  const work = await managedWork(ctx, id)
  const c = await visibleCase(ctx, number.trim(), 'for update').catch(() => {
    throw new Invalid('case.original_unknown')
  })
  if (!work.publishedAt || !mayBeAnswered(c)) throw new Invalid('work.not_answerable')
  if (!(await tie(ctx, work, c))) throw new Conflict('work.tied')
}

/**
 * Takes a report out of a work again: it was about something else. If the work had closed it, it is open again. Asked of
 * whoever may answer the report, or looks after the work. Throws NotFound, Forbidden.
 */
export async function untie(ctx: Ctx, id: Uuid, caseId: Uuid): Promise<void> {
  const work = await workRow(ctx, id)
  const c = await visibleCase(ctx, caseId, 'for update')
  assertManagesWorks(ctx, c.unitId ?? work.unitId)
  const gone = await ctx.db
    .updateTable('works.tie')
    .set({ untied_at: ctx.now, untied_by: actorId(ctx.actor) })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('work_id', '=', id)
    .where('case_id', '=', c.id)
    .where('untied_at', 'is', null)
    .returning('closed')
    .executeTakeFirst()
  if (!gone) return
  ctx.emit('case.untied', { case: c.id, work: id })
  if (gone.closed && c.status === 'closed') await reopenCase(ctx, c.id, { note: '' })
}
