import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { addMessage, changeCase } from './changing.ts'
import { speakingParty } from './own.ts'
import { LONGEST_TEXT } from './speaking.ts'
import { visibleCase } from './visible.ts'

/**
 * What the bearer of a tracking link, or a citizen in their account, adds to their case: words, photos that already lie
 * in its folder, or both. Only the parties and the town hall read it. Throws Forbidden for another's case, Invalid for nothing or too much.
 */
export async function addPartyMessage(
  ctx: Ctx,
  id: Uuid,
  { body, photos = [] }: { body: string; photos?: readonly Uuid[] },
): Promise<void> {
  const party = await speakingParty(ctx, id)
  const text = body.trim()
  if (!text && photos.length === 0) throw new Invalid('case.text_missing')
  if (text.length > LONGEST_TEXT) throw new Invalid('case.text_long', { most: LONGEST_TEXT })
  const c = await visibleCase(ctx, id, 'for update')
  const message = text
    ? addMessage(ctx, id, {
        body: text,
        channel: 'web',
        direction: 'in',
        visibility: 'parties',
        lang: ctx.lang,
        author: { kind: 'party', id: party },
      })
    : null
  await changeCase(ctx, c, {})
  ctx.emit('case.answered', { case: id, message, photos })
}
