import { notify } from '#modules/notifications/index.ts'
import { organisation, preferencesOf } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import { visibleCase } from './visible.ts'

/** Whoever has a case hears that its author has changed what it says. Safe to run twice. */
export async function tellCorrected(ctx: Ctx, event: StoredEvent): Promise<void> {
  const c = await visibleCase(ctx, event.stream)
  const to = (await organisation(ctx)).staff.get(c.assigneeId ?? '')
  if (!to?.active || !(await preferencesOf(ctx, [to.id]))(to.id).assignments) return
  await notify(ctx, {
    dedupe: `${event.id}:staff:${to.id}`,
    to,
    letter: 'corrected',
    stream: c.id,
    restricted: c.restricted,
    params: { number: c.number, category: c.title[to.lang], address: c.address ?? '–' },
    link: `/vorgaenge/${c.number}`,
    stop: null,
  })
}
