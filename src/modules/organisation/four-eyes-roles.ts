import type { Ctx } from '#platform/context/context.ts'
import type { StoredEvent } from '#platform/module.ts'
import { approvalById } from './four-eyes-rows.ts'
import { addMembership } from './membership.ts'

/** The module's own step is done when a second person has agreed. Safe to run twice: a role is held or not. */
export async function grantAsked(ctx: Ctx, event: StoredEvent): Promise<void> {
  if (event.payload.step !== 'role.grant') return
  const asked = await approvalById(ctx, event.payload.approval)
  if (!asked) return
  const { unit, role, from, until, types } = asked.payload as {
    unit: string
    role: string
    from: string
    until: string | null
    types: string[] | null
  }
  await addMembership(ctx, {
    account: asked.subject,
    unit,
    role,
    from: new Date(from),
    until: until ? new Date(until) : null,
    types,
  })
}
