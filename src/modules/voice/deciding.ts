import { caseFor, LONGEST_TEXT, reopenCase } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { forgetWaiting } from './waiting.ts'

export interface Decision {
  reopen: boolean
  /** Goes to those who asked, if they left an address; needed where the case stays closed. */
  word: string
  /** Parts at other offices that are opened again with it. */
  parts?: readonly Uuid[]
  /** Those of their photos that the public page shows from now on: such as whoever decides has seen. */
  publish?: readonly Uuid[]
}

/**
 * Decides the open question of a case: it is opened again, or it stays as it is. Whoever may reopen the case decides.
 * Throws NotFound, Forbidden, Conflict (nothing is asked, or the case changed since `version`), Invalid without a word.
 */
export async function decideDoubt(
  ctx: Ctx,
  id: Uuid,
  { reopen, word, parts = [], publish = [] }: Decision,
  version?: number,
): Promise<void> {
  const text = word.trim()
  if (!reopen && !text) throw new Invalid('voice.word_missing')
  if (text.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  const c = await caseFor(ctx, 'reopen', id, version)
  const question = await settle(ctx, id, reopen ? 'reopened' : 'stays', text)
  if (!question) throw new Conflict('voice.not_asked')
  if (publish.length > 0 && c.public) await publishPhotos(ctx, id, publish)
  if (reopen) await reopenCase(ctx, id, { note: text, parts })
  ctx.emit('case.doubt_decided', { case: id, question, decision: reopen ? 'reopened' : 'stays' })
}

/** A case that was opened again by any other way has answered its question with that. */
export async function settleByReopening(ctx: Ctx, event: StoredEvent): Promise<void> {
  const question = await settle(ctx, event.stream, 'reopened', '', event.actor_id)
  if (question) ctx.emit('case.doubt_decided', { case: event.stream, question, decision: 'reopened' })
}

async function settle(
  ctx: Ctx,
  caseId: Uuid,
  decision: 'reopened' | 'stays',
  word: string,
  by = ctx.actor.kind === 'staff' ? ctx.actor.id : null,
): Promise<Uuid | null> {
  const row = await ctx.db
    .updateTable('voice.question')
    .set({ decided_at: ctx.now, decision, decided_by: by, word: word || null })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('decided_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (row) ctx.afterCommit(() => forgetWaiting(ctx.tenant.id))
  return row?.id ?? null
}

async function publishPhotos(ctx: Ctx, folder: Uuid, seen: readonly Uuid[]): Promise<void> {
  await ctx.db
    .updateTable('files.file')
    .set({ visibility: 'public' })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', '=', folder)
    .where('id', 'in', seen.filter(isUuid))
    .where('stage', '=', 'again')
    .where('restricted', '=', false)
    .where('removed_at', 'is', null)
    .execute()
}
