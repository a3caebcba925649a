import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { forgetRendered } from '#platform/rendered.ts'
import { authorOn, ownWords } from './authors.ts'
import { blackOutWords, partsOf, type Range, stampOf } from './black-words.ts'
import type { Case } from './case.ts'
import { caseCan } from './case.ts'
import { changeCase } from './changing.ts'
import { keepEarlier, readEarlier } from './earlier-words.ts'
import { caseFor, visibleCase } from './visible.ts'
import { openParts } from './visible-parts.ts'
import { keepWords } from './words.ts'

/** Why staff black something out. Codes, because a reason in words would tell again what was to be told no more. */
export const redactionReasons = ['personal', 'insulting', 'unlawful', 'other'] as const
export type RedactionReason = (typeof redactionReasons)[number]

export interface WordsMarked {
  /** Which of `partsOf` the text, by their place in it; or, instead, where. */
  parts?: readonly number[]
  ranges?: readonly Range[]
  /** `stampOf` the text that the person has seen. */
  stamp: string
  /** Of staff. */
  reason?: RedactionReason
  /** Of the author: what it said goes too, some time after the case has ended. */
  forget?: boolean
}

export interface OwnMessage {
  id: Uuid
  body: string
  /** The report itself. */
  first: boolean
}

/**
 * A message whose words the actor may black out: its author's by their link or account, any that staff see by their
 * right. Locks the case. Throws NotFound, Forbidden, Conflict.
 */
async function messageFor(ctx: Ctx, caseId: Uuid, id: Uuid): Promise<{ c: Case; message: OwnMessage }> {
  if (!isUuid(id)) throw new NotFound()
  const staff = ctx.actor.kind === 'staff' || ctx.actor.kind === 'system'
  const c = staff ? await caseFor(ctx, 'redact', caseId) : await visibleCase(ctx, caseId, 'for update')
  if (!caseCan('redact', c)) throw new Conflict('case.state', { action: 'redact', status: c.status })
  const mine = staff ? openParts(ctx, 'm') : ownWords(ctx, c, await authorOn(ctx, c))
  const { rows } = await sql<OwnMessage>`
    select m.id, m.body, m.id = (select w.id from cases.message w
        where w.tenant_id = ${ctx.tenant.id} and w.case_id = ${c.id} order by w.at, w.id limit 1) as first
    from cases.message m
    where m.tenant_id = ${ctx.tenant.id} and m.case_id = ${c.id} and m.id = ${id} and ${mine}`.execute(ctx.db)
  const message = rows[0]
  if (!message) throw new NotFound()
  return { c, message }
}

/** The words of one message, for the page on which they are marked. Throws like `redactWords`. */
export const wordsToMark = async (ctx: Ctx, caseId: Uuid, id: Uuid): Promise<OwnMessage> =>
  (await messageFor(ctx, caseId, id)).message

/** Ids of the messages that are the actor's own words on this case. Throws like `authorOn`. */
export async function ownMessages(ctx: Ctx, c: Case): Promise<ReadonlySet<Uuid>> {
  const { rows } = await sql<{ id: Uuid }>`
    select m.id from cases.message m where m.tenant_id = ${ctx.tenant.id} and m.case_id = ${c.id}
      and ${ownWords(ctx, c, await authorOn(ctx, c))}`.execute(ctx.db)
  return new Set(rows.map((row) => row.id))
}

/**
 * Blacks words out for everybody: pages, lists, search, feeds and programs read the same column, so none can show them
 * a moment longer. What they were is kept sealed (docs/adr/0030). Throws NotFound, Forbidden, Invalid (nothing marked,
 * no reason), Conflict (the text has changed since it was seen).
 */
export async function redactWords(ctx: Ctx, caseId: Uuid, id: Uuid, marked: WordsMarked): Promise<void> {
  const { c, message } = await messageFor(ctx, caseId, id)
  if (ctx.actor.kind === 'staff' && !marked.reason) throw new Invalid('case.reason_missing')
  if (stampOf(message.body) !== marked.stamp) throw new Conflict('case.words_changed')
  const parts = partsOf(message.body)
  const ranges = [...(marked.parts ?? []).flatMap((i) => parts[i] ?? []), ...(marked.ranges ?? [])]
  const body = blackOutWords(message.body, ranges)
  if (body === message.body) throw new Invalid('case.nothing_marked')
  const { reason = null, forget = false } = marked
  await keepEarlier(ctx, c.id, message, { why: 'redacted', reason, forget })
  await say(ctx, c, message.id, body)
  ctx.emit('case.redacted', { case: c.id, message: message.id, reason })
}

/** Takes back what was blacked out of a message since it was last written. Staff only. Throws like `redactWords`. */
export async function restoreWords(ctx: Ctx, caseId: Uuid, id: Uuid): Promise<void> {
  await caseFor(ctx, 'redact', caseId)
  const { c, message } = await messageFor(ctx, caseId, id)
  const earlier = await readEarlier(ctx, c.id, [message.id])
  const redacted = earlier.slice(earlier.findLastIndex((one) => one.why === 'changed') + 1)
  const first = redacted[0]
  if (!first) throw new Invalid('case.nothing_redacted')
  await say(ctx, c, message.id, first.body)
  ctx.send(
    'delete from cases.earlier_words where tenant_id = $1 and case_id = $2 and id = any ($3::uuid[])',
    [ctx.tenant.id, c.id, redacted.map((one) => one.id)],
  )
  ctx.emit('case.redaction_undone', { case: c.id, message: message.id })
}

/** Writes a message's words anew, where they are found by as well. */
export async function say(ctx: Ctx, c: Case, message: Uuid, body: string): Promise<void> {
  await ctx.db
    .updateTable('cases.message')
    .set({ body })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('id', '=', message)
    .execute()
  await keepWords(ctx, c.id)
  await changeCase(ctx, c, {})
  forgetRendered(ctx)
}
