import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { addMessage, changeCase } from './changing.ts'
import { caseFor } from './visible.ts'

/** Longest text that is taken from a person, in characters. */
export const LONGEST_TEXT = 10_000

function checked(body: string): string {
  const text = body.trim()
  if (!text) throw new Invalid('case.text_missing')
  if (text.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  return text
}

/** A note that never leaves the town hall. */
export async function addNote(ctx: Ctx, id: Uuid, body: string, version?: number): Promise<void> {
  const text = checked(body)
  const c = await caseFor(ctx, 'note', id, version)
  const message = addMessage(ctx, id, {
    body: text,
    channel: 'web',
    direction: 'internal',
    visibility: 'internal',
  })
  await changeCase(ctx, c, {})
  ctx.emit('case.noted', { case: id, message })
}

/** A word to the reporter; on the report's public page too when `visibility` says so. Everyone who wants to hear is told. */
export async function reply(
  ctx: Ctx,
  id: Uuid,
  { body, visibility, version }: { body: string; visibility: 'public' | 'parties'; version?: number },
): Promise<void> {
  const text = checked(body)
  const c = await caseFor(ctx, 'reply', id, version)
  const message = addMessage(ctx, id, {
    body: text,
    channel: 'web',
    direction: 'out',
    visibility: c.public ? visibility : 'parties',
  })
  await changeCase(ctx, c, {})
  ctx.emit('case.replied', { case: id, message })
}

/** A photo taken by staff was added to the case's folder (files module). */
export async function notePhoto(
  ctx: Ctx,
  id: Uuid,
  file: Uuid,
  stage: string,
  version?: number,
): Promise<void> {
  const c = await caseFor(ctx, 'photo', id, version)
  await changeCase(ctx, c, {})
  ctx.emit('case.photographed', { case: id, file, stage })
}
