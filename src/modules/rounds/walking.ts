import { type Answers, parseAnswers } from '#modules/forms/index.ts'
import { objectById } from '#modules/objects/index.ts'
import { catalogue, submit } from '#modules/reports/index.ts'
import { grantFor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { managedRound, today, walksAt } from './managing.ts'
import { type ListedRun, runById, type Stop, stopsOf } from './reading.ts'
import { type Hindrance, hindrances, type Result } from './round.ts'

export interface Seen {
  result: Result
  /** Answers to the round's questions, already read. */
  answers: Answers
  /** What is wrong. */
  words: string
  /** Why it could not be looked at. */
  reason?: Hindrance
  /** Of a defect: the category, and the id that its report gets, under which its photos lie already. */
  category?: string
  reportId?: Uuid
}

const LONGEST_WORDS = 4000

/** The walk, for doing something on it. Throws NotFound, Forbidden, Conflict when it is finished. */
async function walkFor(ctx: Ctx, id: Uuid): Promise<ListedRun> {
  const run = await runById(ctx, id, 'for update')
  const by = grantFor(ctx.actor, 'rounds.walk', { unit: run.unitId })
  if (!by) throw new Forbidden()
  ctx.actBy(by)
  if (run.finishedAt) throw new Conflict('round.finished')
  return run
}

/**
 * Writes down what was seen at an object; a defect becomes a report about it, which goes its way like any other. Nothing
 * that was written is changed: saying something else later is a line more. Throws Invalid, Conflict, Forbidden, NotFound.
 */
export async function recordFinding(ctx: Ctx, runId: Uuid, objectId: Uuid, seen: Seen): Promise<Uuid> {
  if (ctx.actor.kind !== 'staff') throw new Forbidden()
  const run = await walkFor(ctx, runId)
  const stop = (await stopsOf(ctx, runId)).find((one) => one.objectId === objectId)
  if (!stop) throw new NotFound()
  const words = seen.words.trim()
  if (words.length > LONGEST_WORDS) throw new Invalid('case.text_long', { most: LONGEST_WORDS })
  if (seen.result === 'defect' && !words) throw new Invalid('round.words')
  if (seen.result === 'blocked' && !hindrances.some((one) => one === seen.reason))
    throw new Invalid('round.reason')
  // The same button clicked twice has said it once.
  const last = stop.findings.at(-1)
  const just = last && ctx.now.getTime() - last.at.getTime() < 10_000 && last.by === ctx.actor.id
  if (just && last.result === seen.result && seen.result !== 'defect') return last.id
  if (seen.reportId && stop.findings.some((f) => f.caseId === seen.reportId))
    return stop.findings.find((f) => f.caseId === seen.reportId)!.id
  const caseId = seen.result === 'defect' ? await report(ctx, run, stop, { ...seen, words }) : null
  const id = newId()
  await ctx.db
    .insertInto('rounds.finding')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      run_id: runId,
      object_id: objectId,
      result: seen.result,
      answers: JSON.stringify(seen.answers),
      reason: seen.result === 'blocked' ? seen.reason! : null,
      case_id: caseId,
      by_id: ctx.actor.id,
      by_for: ctx.actingFor,
      at: ctx.now,
    })
    .execute()
  ctx.emit('round.seen', {
    round: run.roundId,
    run: runId,
    object: objectId,
    finding: id,
    result: seen.result,
    case: caseId,
  })
  return id
}

async function report(ctx: Ctx, run: ListedRun, stop: Stop, seen: Seen): Promise<Uuid> {
  const { byCode } = await catalogue(ctx)
  const category = byCode.get(seen.category ?? '')
  if (!category) throw new Invalid('report.category_unknown', { category: seen.category ?? '' })
  const object = await objectById(ctx, stop.objectId)
  const id = seen.reportId ?? newId()
  await submit(ctx, {
    id,
    category: category.code,
    text: seen.words,
    place: object?.place ?? stop.place,
    address: stop.address,
    placedBy: 'object',
    objectId: object?.id ?? null,
    answers: {},
    reporter: null,
    channel: 'round',
    device: null,
  })
  ctx.emit('round.found', { round: run.roundId, run: run.id, object: stop.objectId, case: id })
  return id
}

/** Reads answers to a walk's questions as people send them; see `parseAnswers`. */
export const readAnswers = (ctx: Ctx, run: ListedRun, input: Record<string, unknown>) =>
  parseAnswers(run.questions, input, today(ctx))

/**
 * The walk is over. What was not looked at stands in the record as not seen; whoever ends it says so by `anyway`. Throws
 * Invalid while something is left and that was not said.
 */
export async function finishRun(ctx: Ctx, id: Uuid, { anyway = false } = {}): Promise<void> {
  if (ctx.actor.kind !== 'staff') throw new Forbidden()
  const run = await walkFor(ctx, id)
  const left = run.stops - run.seen
  if (left > 0 && !anyway) throw new Invalid('round.left', { count: left })
  await ctx.db
    .updateTable('rounds.run')
    .set({ finished_at: ctx.now, finished_by: ctx.actor.id })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  ctx.emit('round.walked', { round: run.roundId, run: id, left })
}

/** Gives a walk to somebody else of its unit, or to nobody. By whoever looks after the round. */
export async function giveRun(ctx: Ctx, id: Uuid, to: Uuid | null): Promise<void> {
  const run = await runById(ctx, id, 'for update')
  await managedRound(ctx, run.roundId)
  if (to && !(await walksAt(ctx, to, run.unitId))) throw new Invalid('round.person')
  if (run.finishedAt) throw new Conflict('round.finished')
  await ctx.db
    .updateTable('rounds.run')
    .set({ person_id: to })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
  ctx.emit('round.given', { round: run.roundId, run: id, to })
}
