import { organisation } from '#modules/organisation/index.ts'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { changeCase } from './changing.ts'
import { isNamed } from './named.ts'
import { caseFor } from './visible.ts'

/** The actor takes the case upon themselves. Throws Conflict when somebody else has it and `version` is old. */
export async function takeCase(ctx: Ctx, id: Uuid, version?: number): Promise<void> {
  if (ctx.actor.kind !== 'staff') throw new Forbidden()
  const c = await caseFor(ctx, 'take', id, version)
  if (c.assigneeId === ctx.actor.id) return
  if (!(await isNamed(ctx, c, ctx.actor.id))) throw new Invalid('case.not_named')
  await changeCase(ctx, c, { assignee_id: ctx.actor.id })
  ctx.emit('case.taken', { case: id, to: ctx.actor.id, from: c.assigneeId })
}

/** Gives the case to a colleague (or back to the unit, with null). `reason` is dispatch's own. */
export async function assignCase(
  ctx: Ctx,
  id: Uuid,
  to: Uuid | null,
  { version, reason }: { version?: number; reason?: EventPayload } = {},
): Promise<void> {
  const c = await caseFor(ctx, 'assign', id, version)
  if (to !== null) {
    const person = (await organisation(ctx)).staff.get(to)
    if (!person?.active) throw new Invalid('case.no_such_colleague')
    if (!(await isNamed(ctx, c, to))) throw new Invalid('case.not_named')
  }
  if (c.assigneeId === to) {
    if (ctx.actor.kind === 'system') return
    throw new Conflict('case.assigned_already', { number: c.number })
  }
  await changeCase(ctx, c, { assignee_id: to })
  ctx.emit(to === null ? 'case.released' : 'case.assigned', {
    case: id,
    to,
    from: c.assigneeId,
    reason: reason ?? null,
  })
}
