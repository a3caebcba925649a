import { allAccounts, type Invitation, invitationsOf } from '#modules/identity/index.ts'
import { everyRole, type HeldRole, managesPerson, organisation } from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { fold } from '#platform/fold.ts'
import type { Uuid } from '#platform/ids.ts'

export const states = ['active', 'later', 'invited', 'expired', 'none', 'disabled'] as const
export type PersonState = (typeof states)[number]

export interface FoundPerson {
  id: Uuid
  name: string
  /** Null for those whom the actor does not manage: a name is all they are shown. */
  email: string | null
  managed: boolean
  /** What they hold now or will hold, as far as the actor manages the unit. */
  roles: readonly HeldRole[]
  state: PersonState
}

export interface PeopleFilter {
  search: string
  unit: Uuid | null
  role: string | null
  state: PersonState | null
  /** Everybody, of whom strangers are names only; otherwise who has a role at the actor's units. */
  all: boolean
}

export const PAGE = 50

/** The people that a filter finds, by name, a page of them, and how many there are. */
export async function findPeople(
  ctx: Ctx,
  filter: PeopleFilter,
  pageNumber: number,
): Promise<{ people: FoundPerson[]; total: number; own: number; everybody: number }> {
  const [org, accounts, held] = await Promise.all([organisation(ctx), allAccounts(ctx), everyRole(ctx)])
  const invitations = await invitationsOf(
    ctx,
    accounts.map((a) => a.id),
  )
  const rolesOf = Map.groupBy(
    held.filter((h) => h.state !== 'past'),
    (h) => h.account,
  )
  const here = (h: HeldRole): boolean => may(ctx.actor, 'organisation.manage', h.unit)
  const everHere = new Set(held.filter(here).map((h) => h.account))
  const below = filter.unit ? new Set(org.subtree(filter.unit)) : null
  const words = fold(filter.search).split(/\s+/).filter(Boolean)
  const fits = (person: FoundPerson): boolean => {
    const text = fold(`${person.name} ${person.email ?? ''}`)
    return (
      words.every((word) => text.includes(word)) &&
      (!below || person.roles.some((h) => below.has(h.unit))) &&
      (!filter.role || person.roles.some((h) => h.role === filter.role)) &&
      (!filter.state || person.state === filter.state)
    )
  }
  const named = await Promise.all(
    accounts.map(async ({ id, name, email, disabledAt }): Promise<FoundPerson> => {
      const all = rolesOf.get(id) ?? []
      const managed = await managesPerson(ctx, id)
      const shown = managed ? all : all.filter(here)
      const state = stateOf(disabledAt, all, invitations.get(id), ctx.now)
      return { id, name, email: managed ? email : null, managed, roles: shown, state }
    }),
  )
  const own = named.filter((person) => person.managed || everHere.has(person.id))
  const found = (filter.all ? named : own).filter(fits).sort((a, b) => a.name.localeCompare(b.name, 'de'))
  return {
    people: found.slice((pageNumber - 1) * PAGE, pageNumber * PAGE),
    total: found.length,
    own: own.length,
    everybody: named.length,
  }
}

export function stateOf(
  disabledAt: Date | null,
  roles: readonly HeldRole[],
  invitation: Invitation | undefined,
  now: Date,
): PersonState {
  if (disabledAt) return 'disabled'
  if (invitation?.purpose === 'welcome' && !invitation.usedAt)
    return invitation.expiresAt > now ? 'invited' : 'expired'
  if (roles.some((h) => h.state === 'now')) return 'active'
  return roles.length > 0 ? 'later' : 'none'
}
