import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { addMessage, changeCase } from './changing.ts'
import { checkedText } from './speaking.ts'
import { caseFor } from './visible.ts'

/**
 * What another platform passes on that somebody said there: the town hall and the parties read it, the public does not,
 * since nobody here has looked at it. Throws NotFound, Forbidden, Invalid.
 */
export async function hearFromOutside(ctx: Ctx, id: Uuid, body: string): Promise<void> {
  const text = checkedText(body)
  const c = await caseFor(ctx, 'note', id)
  const message = addMessage(ctx, id, {
    body: text,
    channel: 'open311',
    direction: 'in',
    visibility: c.restricted ? 'internal' : 'parties',
  })
  await changeCase(ctx, c, {})
  ctx.emit('case.answered', { case: id, message, photos: [] })
}
