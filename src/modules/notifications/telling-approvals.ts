import { approvalById, decidersOf, organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import { notify } from './notify.ts'

/** In a large town more people may decide than need to be asked. */
const ENOUGH = 10

/** Somebody needs a second person: those who may decide are asked. What is quiet (restricted) is asked on the page only. */
export async function tellDeciders(ctx: Ctx, event: StoredEvent): Promise<void> {
  const asked = await approvalById(ctx, event.stream)
  if (!asked || asked.decision || asked.payload.quiet) return
  const { staff } = await organisation(ctx)
  const deciders = (await decidersOf(ctx, asked)).flatMap((id) => staff.get(id) ?? [])
  const there = deciders.filter((p) => !p.absentUntil)
  for (const to of (there.length > 0 ? there : deciders).slice(0, ENOUGH))
    await notify(ctx, {
      dedupe: `${event.id}:${to.id}`,
      to,
      letter: 'approval_asked',
      stream: event.stream,
      params: { asker: staff.get(asked.askedBy)?.name ?? '' },
      link: `/freigaben/${asked.id}`,
      stop: null,
    })
}

/** It was answered, or nobody answered in time: who asked is told. */
export async function tellAsker(ctx: Ctx, event: StoredEvent): Promise<void> {
  const asked = await approvalById(ctx, event.stream)
  const { staff } = await organisation(ctx)
  const to = asked && staff.get(asked.askedBy)
  if (!asked || !to?.active) return
  await notify(ctx, {
    dedupe: `${event.id}:${to.id}`,
    to,
    letter: `approval_${asked.decision}`,
    stream: event.stream,
    params: { decider: staff.get(asked.decidedBy ?? '')?.name ?? '', reason: asked.reason ?? '' },
    link: `/freigaben/${asked.id}`,
    stop: null,
  })
}
