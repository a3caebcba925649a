import { businessCalendar } from '#modules/calendar/index.ts'
import { type Case, ownParties, visibleCase } from '#modules/cases/index.ts'
import { isRoom, takeRoom, type Visitor, voterKey } from '#modules/counting/index.ts'
import { secret, settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'
import { askWhose } from './confirming.ts'
import { doubtable, LONGEST_SAYING, MOST_KEPT, saidBefore } from './saying.ts'
import { forgetWaiting } from './waiting.ts'

export interface Doubt {
  words?: string
  /** To be told what was decided. */
  email?: string | null
  /** Photos of it that already lie in the case's folder, for the town hall's eyes. */
  photos?: number
  /** Who says it where nobody knows them. Only a digest is kept, another one in each case. */
  visitor: Visitor
}

/** Hours of work in a day for which the unit has time to decide. */
const HOURS_A_DAY = 8

/** The case of which the actor may say that it is still there. Throws NotFound, Conflict where there is nothing to say. */
export async function doubtableCase(
  ctx: Ctx,
  idOrNumber: string,
  lock?: 'for update',
): Promise<{ case: Case; of: 'closed' | 'open'; party: Uuid | null }> {
  const c = await visibleCase(ctx, idOrNumber, lock)
  const [party = null] = await ownParties(ctx, c.id)
  const own = party !== null || (ctx.actor.kind === 'holder' && ctx.actor.case === c.id)
  if (!c.public && !own) throw new NotFound()
  const of = doubtable(c, ctx.now)
  if (!of) throw new Conflict('voice.nothing_to_say')
  return { case: c, of, party }
}

/**
 * Somebody says that it is still there. Of a closed case that is a question which its unit has to decide; the second
 * voice joins the first. `known`: the same person has said so already. `crowded`: nothing is kept, because of their
 * network enough unconfirmed voices came today (docs/adr/0038). Throws as `doubtableCase`, and Invalid.
 */
export async function doubt(ctx: Ctx, id: Uuid, said: Doubt): Promise<'counted' | 'known' | 'crowded'> {
  const words = said.words?.trim() ?? ''
  if (words.length > LONGEST_SAYING) throw new Invalid('voice.words_long', { most: LONGEST_SAYING })
  const { case: c, of, party } = await doubtableCase(ctx, id, 'for update')
  const { voter, sure } = await speaker(ctx, c.id, party, said.visitor)
  if (await saidBefore(ctx, c.id, voter)) return 'known'
  if (!sure && !(await takeRoom(ctx, { purpose: 'still_there', case: c.id, visitor: said.visitor })))
    return 'crowded'
  const photos = said.photos ?? 0
  const question = of === 'closed' ? await askUnit(ctx, c, sure) : null
  const kept = !question || question.voices <= MOST_KEPT
  const saying = newId()
  const email = (kept && said.email?.trim()) || null
  await ctx.db
    .insertInto('voice.saying')
    .values({
      tenant_id: ctx.tenant.id,
      id: saying,
      case_id: c.id,
      question_id: question?.id ?? null,
      at: ctx.now,
      body: (kept && words) || null,
      email,
      lang: ctx.lang,
      party_id: party,
      voter,
      sure,
      photos,
    })
    .execute()
  if (!question)
    ctx.send(
      `insert into voice.still as s (tenant_id, case_id, voices, sure, last_at) values ($1, $2, 1, $4, $3)
       on conflict (tenant_id, case_id) do update set voices = s.voices + 1, sure = s.sure + excluded.sure,
         last_at = excluded.last_at`,
      [ctx.tenant.id, c.id, ctx.now, Number(sure)],
    )
  if (question && email && !sure)
    await askWhose(ctx, {
      id: saying,
      case: c.id,
      number: c.number,
      title: c.title,
      address: c.address,
      email,
    })
  ctx.emit('case.doubted', { case: c.id, question: question?.id ?? null, photos })
  ctx.afterCommit(() => forgetWaiting(ctx.tenant.id))
  return 'counted'
}

/** Whether the actor, or else this browser, said so of the case not long ago, or cannot be counted any more today. */
export async function heardBefore(ctx: Ctx, id: Uuid, visitor: Visitor): Promise<'known' | 'crowded' | null> {
  const [party = null] = await ownParties(ctx, id)
  const { voter, sure } = await speaker(ctx, id, party, visitor)
  if (await saidBefore(ctx, id, voter)) return 'known'
  return sure || (await isRoom(ctx, { purpose: 'still_there', case: id, visitor })) ? null : 'crowded'
}

/**
 * What tells them apart, and whether it is sure who speaks: who is part of the case, who bears its link, an account.
 * All others are a browser.
 */
async function speaker(
  ctx: Ctx,
  caseId: Uuid,
  party: Uuid | null,
  visitor: Visitor,
): Promise<{ voter: Buffer; sure: boolean }> {
  const { actor } = ctx
  const known = party
    ? `party ${party}`
    : actor.kind === 'holder'
      ? 'holder'
      : actor.kind === 'citizen' && `account ${actor.id}`
  // Of whom nothing is kept but that it was the same; different in each case, so that nobody is followed.
  return known
    ? { voter: hmac(await secret(ctx, 'voice'), `${caseId} ${known}`).subarray(0, 16), sure: true }
    : { voter: await voterKey(ctx, 'still_there', caseId, visitor.browser), sure: false }
}

/** The open question of a locked case, made with the first voice. */
async function askUnit(ctx: Ctx, c: Case, sure: boolean): Promise<{ id: Uuid; voices: number }> {
  const joined = await ctx.db
    .updateTable('voice.question')
    .set((eb) => ({ voices: eb('voices', '+', 1), sure: eb('sure', '+', Number(sure)), last_at: ctx.now }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('decided_at', 'is', null)
    .returning(['id', 'voices'])
    .executeTakeFirst()
  if (joined) return joined
  const { decideDays } = (await settings(ctx)).voice
  const calendar = await businessCalendar(ctx, c.unitId)
  const id = newId()
  await ctx.db
    .insertInto('voice.question')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      case_id: c.id,
      asked_at: ctx.now,
      due_at: calendar.addHours(ctx.now, decideDays * HOURS_A_DAY),
      voices: 1,
      sure: Number(sure),
      last_at: ctx.now,
    })
    .execute()
  return { id, voices: 1 }
}
