import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { authorOn } from './authors.ts'
import { BLACK, stampOf } from './black-words.ts'
import type { Case } from './case.ts'
import { keepEarlier } from './earlier-words.ts'
import { say } from './redacting.ts'
import { LONGEST_TEXT } from './speaking.ts'
import { visibleCase } from './visible.ts'

/**
 * Has work on a case begun? An appointment, work under way, an end or a word from the town: from then on somebody acts
 * on what was said, and it is no longer changed by whoever said it.
 */
export async function hasBegun(ctx: Ctx, c: Case): Promise<boolean> {
  if (c.status !== 'open' || c.anonymisedAt) return true
  const said = await ctx.db
    .selectFrom('cases.message')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('direction', '=', 'out')
    .limit(1)
    .executeTakeFirst()
  return said !== undefined
}

/** The case, locked, for its author to change what they reported. Throws NotFound, Forbidden, Conflict (work has begun). */
export async function caseToCorrect(ctx: Ctx, id: Uuid, version?: number): Promise<Case> {
  const c = await visibleCase(ctx, id, 'for update')
  if (!(await authorOn(ctx, c)).reporter || c.kind !== 'report') throw new NotFound()
  if (await hasBegun(ctx, c)) throw new Conflict('case.begun')
  if (version !== undefined && version !== c.version) throw new Conflict('case.version', { number: c.number })
  return c
}

/** May the actor still change what they reported? For the button. */
export async function mayCorrect(ctx: Ctx, c: Case): Promise<boolean> {
  if (c.kind !== 'report' || (await hasBegun(ctx, c))) return false
  return authorOn(ctx, c).then(
    (author) => author.reporter,
    () => false,
  )
}

/**
 * Says a report's first words anew; what they said before is kept sealed. Whoever may do it the caller has found out.
 * Words that the town blacked out stay so: a text in which they are gone or new is not taken. False when nothing changes.
 */
export async function correctWords(
  ctx: Ctx,
  c: Case,
  { text, stamp }: { text: string; stamp: string },
): Promise<boolean> {
  const body = text.trim()
  if (!body) throw new Invalid('case.text_missing')
  if (body.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  const { rows } = await sql<{ id: Uuid; body: string }>`
    select m.id, m.body from cases.message m
    where m.tenant_id = ${ctx.tenant.id} and m.case_id = ${c.id} order by m.at, m.id limit 1`.execute(ctx.db)
  const first = rows[0]
  if (!first) throw new NotFound()
  if (stampOf(first.body) !== stamp) throw new Conflict('case.words_changed')
  if (body === first.body) return false
  if (await byStaff(ctx, c, first.id)) {
    const marks = (words: string): number => words.split(BLACK).length
    if (marks(body) < marks(first.body)) throw new Invalid('case.black_taken')
  }
  await keepEarlier(ctx, c.id, first, { why: 'changed' })
  await say(ctx, c, first.id, body)
  ctx.emit('case.corrected', { case: c.id, message: first.id })
  return true
}

async function byStaff(ctx: Ctx, c: Case, message: Uuid): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('cases.earlier_words')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('message_id', '=', message)
    .where('why', '=', 'redacted')
    .where('by_kind', '=', 'staff')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
