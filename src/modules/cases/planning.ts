import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { changeCase } from './changing.ts'
import { isNamed } from './named.ts'
import { caseFor } from './visible.ts'

const HOUR = 3_600_000
/** Further off is a slip of the keyboard, and would go out to the reporter. */
const FURTHEST = 2 * 365 * 24 * HOUR

/** Refuses what can only be a mistyped date. Throws Invalid. */
export function checkDay(ctx: Ctx, at: Date, what: 'schedule' | 'due'): void {
  const ahead = at.getTime() - ctx.now.getTime()
  if (ahead < -HOUR) throw new Invalid(`case.${what}_past`)
  if (ahead > FURTHEST) throw new Invalid(`case.${what}_far`)
}

/** Sets the day (and hour) on which the work is to be done; the reporter is told. */
export async function scheduleCase(
  ctx: Ctx,
  id: Uuid,
  { at, version }: { at: Date; version?: number },
): Promise<void> {
  const c = await caseFor(ctx, 'schedule', id, version)
  checkDay(ctx, at, 'schedule')
  await changeCase(ctx, c, { status: 'scheduled', scheduled_for: at })
  ctx.emit('case.scheduled', { case: id, for: at.toISOString() })
}

/** Work has begun. */
export async function startCase(ctx: Ctx, id: Uuid, version?: number): Promise<void> {
  const c = await caseFor(ctx, 'start', id, version)
  const { actor } = ctx
  const mine =
    c.assigneeId === null && actor.kind === 'staff' && (await isNamed(ctx, c, actor.id))
      ? { assignee_id: actor.id }
      : {}
  await changeCase(ctx, c, { status: 'in_progress', ...mine })
  ctx.emit('case.started', { case: id })
}

/** Changes priority and deadline; what is not given stays. */
export async function planCase(
  ctx: Ctx,
  id: Uuid,
  { priority, dueAt, version }: { priority?: number; dueAt?: Date | null; version?: number },
): Promise<void> {
  const c = await caseFor(ctx, 'prioritise', id, version)
  const newPriority = priority !== undefined && priority !== c.priority
  const newDue = dueAt !== undefined && dueAt?.getTime() !== c.dueAt?.getTime()
  if (!newPriority && !newDue) return
  if (newDue && dueAt) checkDay(ctx, dueAt, 'due')
  await changeCase(ctx, c, { ...(newPriority ? { priority } : {}), ...(newDue ? { due_at: dueAt } : {}) })
  if (newPriority) ctx.emit('case.prioritised', { case: id, priority, before: c.priority })
  if (newDue)
    ctx.emit('case.due_changed', {
      case: id,
      due: dueAt?.toISOString() ?? null,
      before: c.dueAt?.toISOString() ?? null,
    })
}
