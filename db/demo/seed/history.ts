import type { Ctx } from '#platform/context/context.ts'
import { chainHash } from '#platform/events/chain.ts'
import { idFrom, newId, type Uuid } from '#platform/ids.ts'
import type { Report, Step } from '../reports/types.ts'

/** Ids that steps refer to by e-mail address or code. */
export interface Names {
  account(email: string | undefined): Uuid | null
  authority(code: string | undefined): Uuid | null
  caseId(index: number | undefined): Uuid | null
  unit: Uuid
  skill: string | null
}

export interface Told {
  events: Record<string, unknown>[]
  messages: Record<string, unknown>[]
  closures: Record<string, unknown>[]
}

export const outcomeOf = (outcome: string | undefined): string | null =>
  outcome === 'cannot_reproduce' ? 'not_reproducible' : (outcome ?? null)

/** A report's steps as events in their chain, with the messages and closures that belong to them. */
export function tellHistory(
  ctx: Ctx,
  report: Report,
  id: Uuid,
  partyId: Uuid | null,
  first: { message: Uuid; payload: Record<string, unknown> },
  names: Names,
): Told {
  const told: Told = { events: [], messages: [], closures: [] }
  let prev: Buffer | null = null
  let assignee: Uuid | null = null
  const emit = (type: string, at: Date, by: Uuid | null, payload: Record<string, unknown>): void => {
    const event = {
      tenant_id: ctx.tenant.id,
      id: newId(),
      stream: id,
      seq: told.events.length + 1,
      type,
      payload: { case: id, ...payload },
      actor_kind: by ? 'staff' : type === 'case.opened' ? 'anonymous' : 'system',
      actor_id: by,
      actor_for: null,
      at,
    }
    const hash = chainHash(event, prev)
    told.events.push({
      ...event,
      prev: prev && `\\x${prev.toString('hex')}`,
      hash: `\\x${hash.toString('hex')}`,
    })
    prev = hash
  }
  const say = (step: Step, direction: 'out' | 'internal', visibility: 'public' | 'internal'): Uuid | null => {
    if (!step.text) return null
    const message = newId()
    told.messages.push({
      tenant_id: ctx.tenant.id,
      id: message,
      case_id: id,
      channel: 'web',
      direction,
      visibility,
      author_kind: 'staff',
      author_id: names.account(step.by),
      body: step.text,
      lang: 'de',
      at: step.at,
    })
    return message
  }
  for (const step of report.history) {
    const by = names.account(step.by)
    switch (step.type) {
      case 'opened':
        told.messages.push({
          tenant_id: ctx.tenant.id,
          id: first.message,
          case_id: id,
          channel: report.channel === 'email' ? 'email' : report.channel,
          direction: 'in',
          visibility: first.payload.public ? 'public' : 'parties',
          author_kind: 'party',
          author_id: partyId,
          body: report.text,
          lang: report.language,
          at: step.at,
        })
        emit('case.opened', step.at, null, { ...first.payload, public: undefined })
        break
      case 'assigned': {
        const to = names.account(step.to)
        if (!to || to === assignee) break
        const reason = by
          ? null
          : {
              distance: 300 + ((report.index * 137) % 2600),
              load: report.index % 5,
              skill: names.skill,
              from: null,
            }
        emit('case.assigned', step.at, by, { to, from: assignee, reason })
        assignee = to
        break
      }
      case 'accepted':
        if (!by || by === assignee) break
        emit('case.taken', step.at, by, { to: by, from: assignee })
        assignee = by
        break
      case 'note':
        emit('case.noted', step.at, by, { message: say(step, 'internal', 'internal') })
        break
      case 'public_reply':
        emit('case.replied', step.at, by, { message: say(step, 'out', 'public') })
        break
      case 'scheduled':
        emit('case.scheduled', step.at, by, { for: (step.scheduledFor ?? step.at).toISOString() })
        break
      case 'in_progress':
        emit('case.started', step.at, by, {})
        break
      case 'handed_over':
        emit('case.forwarded', step.at, by, { authority: names.authority(step.authority) })
        break
      case 'reopened':
        for (const closure of told.closures) closure.reopened_at ??= step.at
        emit('case.reopened', step.at, by, { message: say(step, 'internal', 'internal') })
        break
      case 'closed': {
        const outcome = outcomeOf(step.outcome ?? report.outcome)!
        const message = say(step, 'out', 'public')
        const authority = outcome === 'not_responsible' ? names.authority(step.authority) : null
        const original = outcome === 'duplicate' ? names.caseId(report.duplicateOf) : null
        told.closures.push({
          tenant_id: ctx.tenant.id,
          id: idFrom('demo closure', id, String(told.closures.length)),
          case_id: id,
          outcome,
          reason: null,
          authority_id: authority,
          duplicate_of: original,
          by_kind: by ? 'staff' : 'system',
          by_id: by,
          at: step.at,
          reopened_at: null,
        })
        emit('case.closed', step.at, by, { outcome, message, authority, original })
      }
    }
  }
  return told
}
