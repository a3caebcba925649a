import { notify } from '#modules/notifications/index.ts'
import { organisation, preferencesOf, type StaffMember } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { formatter } from '#platform/format.ts'
import type { StoredEvent } from '#platform/module.ts'
import type { Case } from './case.ts'
import { actingAs } from './seen-by.ts'
import { visibleCase } from './visible.ts'

/**
 * Tells somebody that a case was given to them; while they are away, also whoever stands in for them, as far as that
 * one may see it. Nobody is told of what they did themselves. Safe to run twice.
 */
export async function tellAssigned(ctx: Ctx, event: StoredEvent): Promise<void> {
  const { staff } = await organisation(ctx)
  const to = staff.get(event.payload.to)
  if (!to?.active) return
  const c = await visibleCase(ctx, event.stream).catch(orNone)
  // Given on to somebody else meanwhile: that one is told, by the event of then.
  if (c?.assigneeId !== to.id) return
  const deputies = to.absentUntil ? await deputiesWhoSee(ctx, c, to) : []
  const wants = await preferencesOf(ctx, [to.id, ...deputies.map((d) => d.id)])
  const told = (person: StaffMember) => person.id !== event.actor_id && wants(person.id).assignments
  const names = deputies.map((d) => d.name).join(', ')
  if (told(to)) await write(ctx, event, c, to, names ? 'assigned_absent' : 'assigned', names)
  for (const deputy of deputies.filter(told)) await write(ctx, event, c, deputy, 'assigned_deputy', to.name)
}

/** Those who stand in for somebody now and may see this very case, not only others of theirs. */
async function deputiesWhoSee(ctx: Ctx, c: Case, absent: StaffMember): Promise<StaffMember[]> {
  const { staff } = await organisation(ctx)
  const seeing: StaffMember[] = []
  for (const deputy of absent.deputies.flatMap((id) => staff.get(id) ?? []))
    if (await visibleCase(await actingAs(ctx, deputy.id), c.id).catch(orNone)) seeing.push(deputy)
  return seeing
}

function orNone(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}

async function write(
  ctx: Ctx,
  event: StoredEvent,
  c: Case,
  to: StaffMember,
  letter: 'assigned' | 'assigned_absent' | 'assigned_deputy',
  other: string,
): Promise<void> {
  await notify(ctx, {
    dedupe: `${event.id}:staff:${to.id}`,
    to,
    letter,
    stream: c.id,
    restricted: c.restricted,
    params: {
      number: c.number,
      category: c.title[to.lang],
      address: c.address ?? '–',
      due: c.dueAt ? formatter(to.lang, ctx.tenant.timeZone).formatDateTime(c.dueAt) : '–',
      other,
    },
    link: `/vorgaenge/${c.number}`,
    stop: null,
  })
}
