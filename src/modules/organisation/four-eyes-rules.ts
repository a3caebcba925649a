import { type Actor, type Grant, grantFor } from '#platform/context/actor.ts'
import type { Deputyship } from './deputies.ts'
import type { Approval } from './four-eyes-rows.ts'

/** What stands between somebody and a decision. */
export type Hindrance = 'unknown' | 'same person' | 'deputy'

/**
 * By what somebody may answer what another asked, or why they may not. Two natural persons decide: not the one who
 * asked, not the one for whom they asked; and neither a deputy of either, by whatever right of their own, because a
 * deputy is there to do that one's will.
 */
export function decidingGrant(
  actor: Actor,
  asked: Pick<Approval, 'step' | 'subject' | 'askedBy' | 'askedFor' | 'permission' | 'unit' | 'type'>,
  holding: readonly Deputyship[],
): Grant | Hindrance {
  if (actor.kind !== 'staff') return 'unknown'
  // Who is to get a role agrees to it gladly: that is no second look.
  const askers = [asked.askedBy, asked.askedFor, asked.step === 'role.grant' ? asked.subject : null]
  const where = {
    ...(asked.unit && { unit: asked.unit }),
    ...(asked.type && { type: asked.type }),
  }
  if (actor.id === asked.askedBy) return 'same person'
  const grant = grantFor(actor, asked.permission, where)
  if (!grant) return 'unknown'
  if (askers.includes(actor.id)) return 'same person'
  const standsIn = (d: Deputyship) => d.deputy === actor.id && askers.includes(d.absent)
  return holding.some(standsIn) ? 'deputy' : grant
}
