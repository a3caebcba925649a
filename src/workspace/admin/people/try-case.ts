import {
  type Case,
  type CaseAction,
  caseCan,
  grantOn,
  mayDo,
  permissionFor,
  transitions,
  visibleCase,
} from '#modules/cases/index.ts'
import { type Access, type Ground, grantsOf } from '#modules/organisation/index.ts'
import { type Actor, type Grant, selves } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

/** Why something is or is not allowed; each kind has its sentence. */
export type Because =
  | { kind: 'ground'; ground: Ground | null; assigned: boolean }
  | { kind: 'named' | 'assigned' }
  | { kind: 'restricted' | 'no_role' | 'no_unit' | 'status' | 'unseen' }
  | { kind: 'elsewhere' | 'types'; grounds: readonly Ground[] }

export interface Tried {
  case: Case
  sees: boolean
  seeing: Because
  actions: readonly { action: CaseAction; may: boolean; because: Because }[]
}

const orNull = <R>(asked: Promise<R>): Promise<R | null> =>
  asked.catch((error: unknown) => {
    if (error instanceof NotFound) return null
    throw error
  })

/**
 * Would this person see that case, what might they do to it, and by which right? Their own eyes are asked: the same
 * functions, with them as the actor. Null when the asker may not see the case either, or there is none.
 */
export async function tryCase(
  ctx: Ctx,
  person: { id: Uuid; name: string },
  number: string,
  access: Access,
): Promise<Tried | null> {
  const known = await orNull(visibleCase(ctx, number))
  if (!known) return null
  const actor = { kind: 'staff' as const, ...person, grants: await grantsOf(ctx, person.id) }
  return inTx(ctx.platform, { tenant: ctx.tenant, actor }, async (theirs): Promise<Tried> => {
    const seen = await orNull(visibleCase(theirs, known.id))
    const actions = (Object.keys(transitions) as CaseAction[]).map((action) => ({
      action,
      may: seen !== null && mayDo(theirs, action, seen),
      because: becauseOf(access, actor, known, permissionFor[action], {
        seen: seen !== null,
        possible: caseCan(action, known),
      }),
    }))
    return {
      case: known,
      sees: seen !== null,
      seeing: seeingOf(access, actor, known, seen !== null),
      actions,
    }
  })
}

type Staff = Actor & { kind: 'staff' }

function seeingOf(access: Access, actor: Staff, c: Case, seen: boolean): Because {
  if (c.restricted) return { kind: seen ? 'named' : 'restricted' }
  if (!seen) return whyNot(access, c, 'cases.read')
  const grant = grantOn(actor, 'cases.read', c)
  if (grant) return groundOf(access, grant, c, actor)
  return { kind: 'assigned' }
}

function becauseOf(
  access: Access,
  actor: Staff,
  c: Case,
  permission: string,
  { seen, possible }: { seen: boolean; possible: boolean },
): Because {
  if (!seen) return { kind: 'unseen' }
  const grant = grantOn(actor, permission, c)
  if (!grant) return whyNot(access, c, permission)
  return possible ? groundOf(access, grant, c, actor) : { kind: 'status' }
}

/** No right of theirs reaches the case: none at all, none at its unit, or none for its type. */
function whyNot(access: Access, c: Case, permission: string): Because {
  const grounds = access.why(permission)
  if (grounds.length === 0) return { kind: 'no_role' }
  if (!c.unitId) return { kind: 'no_unit' }
  const here = access.why(permission, c.unitId)
  return here.length > 0 ? { kind: 'types', grounds: here } : { kind: 'elsewhere', grounds }
}

function groundOf(access: Access, grant: Grant, c: Case, actor: Staff): Because {
  const ground = access.grounds.find(
    (g) => g.role === grant.role && g.for === (grant.for ?? null) && g.at.includes(grant.unit),
  )
  const assigned =
    c.assigneeId !== null && selves(actor).includes(c.assigneeId) && !grant.units.includes(c.unitId ?? '')
  return { kind: 'ground', ground: ground ?? null, assigned }
}
