import { notify } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { StoredEvent } from '#platform/module.ts'
import { askedClosure } from './closing-by-two.ts'
import { actingAs } from './seen-by.ts'
import { visibleCase } from './visible.ts'

/**
 * What somebody submitted for closing is void because a part came to it: they are told, since they may have read that it
 * was granted, and nobody else brings it up again. Not of what they did themselves, and not of a case that they no
 * longer see. Safe to run twice.
 */
export async function tellVoid(ctx: Ctx, event: StoredEvent): Promise<void> {
  const asked = await askedClosure(ctx, event.payload.approval)
  const to = asked && (await organisation(ctx)).staff.get(asked.askedBy)
  if (!to?.active || to.id === event.actor_id) return
  const c = await visibleCase(await actingAs(ctx, to.id), event.stream).catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })
  if (!c) return
  await notify(ctx, {
    dedupe: `${event.id}:${to.id}`,
    to,
    letter: 'closing_void',
    stream: c.id,
    restricted: c.restricted,
    params: { number: c.number, category: c.title[to.lang] },
    link: `/vorgaenge/${c.number}`,
    stop: null,
  })
}
