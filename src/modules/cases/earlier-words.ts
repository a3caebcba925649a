import { recordReadings } from '#modules/audit/index.ts'
import { folderKey } from '#modules/files/index.ts'
import { open, seal } from '#platform/blobs/seal.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { grantOn } from './visible.ts'
import { openParts } from './visible-parts.ts'

export interface EarlierWords {
  id: Uuid
  message: Uuid
  why: 'redacted' | 'changed'
  body: string
  reason: string | null
  byKind: string
  by: Uuid | null
  at: Date
}

/** Keeps what a message says before it says something else, sealed with the key of the case's files. */
export async function keepEarlier(
  ctx: Ctx,
  caseId: Uuid,
  message: { id: Uuid; body: string },
  how: { why: 'redacted' | 'changed'; reason?: string | null; forget?: boolean },
): Promise<void> {
  const id = newId()
  const key = await folderKey(ctx, caseId, { create: true })
  ctx.send(
    `insert into cases.earlier_words
       (tenant_id, id, case_id, message_id, why, sealed, reason, forget, by_kind, by_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ctx.tenant.id,
      id,
      caseId,
      message.id,
      how.why,
      seal(key, id, Buffer.from(message.body)),
      how.reason ?? null,
      how.forget ?? false,
      ctx.actor.kind,
      actorId(ctx.actor),
      ctx.now,
    ],
  )
}

/** May the actor read what was blacked out of this case? Only by a right of its own, at the case's unit. */
export const readsOriginals = (ctx: Ctx, c: Case): boolean =>
  ctx.actor.kind === 'system' || grantOn(ctx.actor, 'cases.originals', c) !== null

/** Messages of a case of which an earlier wording is kept; ids only, so no reading. */
export async function messagesWithEarlier(ctx: Ctx, c: Case): Promise<ReadonlySet<Uuid>> {
  const rows = await ctx.db
    .selectFrom('cases.earlier_words')
    .select('message_id')
    .distinct()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .execute()
  return new Set(rows.map((row) => row.message_id))
}

/** What a message said before, the oldest first; that somebody read it is recorded. Throws Forbidden. */
export async function earlierOf(ctx: Ctx, c: Case, message: Uuid): Promise<EarlierWords[]> {
  if (!readsOriginals(ctx, c)) throw new Forbidden()
  const known = await ctx.db
    .selectFrom('cases.message')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('id', '=', message)
    .where(openParts(ctx, 'cases.message'))
    .executeTakeFirst()
  if (!known) return []
  recordReadings(ctx, 'case.original', [c.id, message], grantOn(ctx.actor, 'cases.originals', c))
  return readEarlier(ctx, c.id, [message])
}

/** The same for those whose words they are, and for the program itself: nobody's permission is asked here. */
export async function readEarlier(
  ctx: Ctx,
  caseId: Uuid,
  messages: readonly Uuid[],
): Promise<EarlierWords[]> {
  if (messages.length === 0) return []
  const rows = await ctx.db
    .selectFrom('cases.earlier_words')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('message_id', 'in', [...messages])
    .orderBy('at')
    .orderBy('id')
    .execute()
  if (rows.length === 0) return []
  const key = await folderKey(ctx, caseId)
  return rows.map((r) => ({
    id: r.id,
    message: r.message_id,
    why: r.why as EarlierWords['why'],
    body: open(key, r.id, r.sealed).toString('utf8'),
    reason: r.reason,
    byKind: r.by_kind,
    by: r.by_id,
    at: r.at,
  }))
}
