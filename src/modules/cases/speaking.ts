import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { addMessage, changeCase } from './changing.ts'
import type { Named } from './naming.ts'
import { limitFile, limitMessage, withAuthor } from './restricted-parts.ts'
import { caseFor } from './visible.ts'

/** Longest text that is taken from a person, in characters. */
export const LONGEST_TEXT = 10_000

/** What somebody wrote, without blanks around it. Throws Invalid for nothing or too much. */
export function checkedText(body: string): string {
  const text = body.trim()
  if (!text) throw new Invalid('case.text_missing')
  if (text.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  return text
}

/**
 * A note that never leaves the town hall; with `only`, for these people alone. Nothing of that shows to others, not
 * even a version that went up.
 */
export async function addNote(
  ctx: Ctx,
  id: Uuid,
  body: string,
  version?: number,
  only: Named | null = null,
): Promise<void> {
  const text = checkedText(body)
  const c = await caseFor(ctx, 'note', id, version)
  const readers = only && (await withAuthor(ctx, only))
  const message = addMessage(ctx, id, {
    body: text,
    channel: 'web',
    direction: 'internal',
    visibility: 'internal',
    restricted: readers !== null,
  })
  if (readers) await limitMessage(ctx, id, message, readers)
  else await changeCase(ctx, c, {})
  ctx.emit('case.noted', { case: id, message })
}

/**
 * A word to the reporter; on the report's public page too when `visibility` says so. Everyone who wants to hear is
 * told. With `only`, in the town hall these people alone know of it.
 */
export async function reply(
  ctx: Ctx,
  id: Uuid,
  {
    body,
    visibility,
    version,
    only = null,
  }: { body: string; visibility: 'public' | 'parties'; version?: number; only?: Named | null },
): Promise<void> {
  const text = checkedText(body)
  const c = await caseFor(ctx, 'reply', id, version)
  const readers = only && (await withAuthor(ctx, only))
  const message = addMessage(ctx, id, {
    body: text,
    channel: 'web',
    direction: 'out',
    visibility: c.public && !readers ? visibility : 'parties',
    restricted: readers !== null,
  })
  if (readers) await limitMessage(ctx, id, message, readers)
  else await changeCase(ctx, c, {})
  ctx.emit('case.replied', { case: id, message })
}

/** A photo taken by staff was added to the case's folder (files module). */
export async function notePhoto(
  ctx: Ctx,
  id: Uuid,
  file: Uuid,
  stage: string,
  version?: number,
  only: Named | null = null,
): Promise<void> {
  const c = await caseFor(ctx, 'photo', id, version)
  if (only) await limitFile(ctx, id, file, only)
  else await changeCase(ctx, c, {})
  ctx.emit('case.photographed', { case: id, file, stage })
}
