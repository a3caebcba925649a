import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { addMessage, changeCase } from './changing.ts'
import { followableCase } from './following.ts'
import { LONGEST_TEXT } from './speaking.ts'

/**
 * What somebody who waits for the same adds to a report: words, photos that already lie in its folder, or both. The town
 * hall reads it, neither the reporter nor the public. `party` is null until an address is confirmed. Throws Invalid,
 * NotFound, Conflict.
 */
export async function addAsFollower(
  ctx: Ctx,
  id: Uuid,
  { body, photos, party }: { body: string; photos: readonly Uuid[]; party: Uuid | null },
): Promise<Uuid | null> {
  const text = body.trim()
  if (!text && photos.length === 0) return null
  if (text.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  const c = await followableCase(ctx, id, 'for update')
  const message = text
    ? addMessage(ctx, c.id, {
        body: text,
        channel: 'web',
        direction: 'in',
        visibility: 'internal',
        lang: ctx.lang,
        author: { kind: 'party', id: party },
      })
    : null
  await changeCase(ctx, c, {})
  ctx.emit('case.added', { case: c.id, message, photos })
  return message
}
