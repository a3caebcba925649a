import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { rowsOf } from './organisation.ts'

/** A role of somebody at a unit, whether it holds now, held once, or will hold. */
export interface HeldRole {
  account: Uuid
  unit: Uuid
  role: string
  /** Only for these types of case; null for all. */
  types: readonly string[] | null
  from: Date
  until: Date | null
  version: number
  state: 'past' | 'now' | 'future'
}

/** All roles of a person, those that hold now first, then by when they begin. */
export async function heldBy(ctx: Ctx, account: Uuid): Promise<HeldRole[]> {
  return (await everyRole(ctx)).filter((held) => held.account === account).sort(byState)
}

/** All roles of all people. */
export async function everyRole(ctx: Ctx): Promise<HeldRole[]> {
  const { memberships } = await rowsOf(ctx)
  return memberships.map((m) => ({
    account: m.account_id,
    unit: m.unit_id,
    role: m.role,
    types: m.types,
    from: m.valid_from,
    until: m.valid_until,
    version: m.version,
    state: stateOf(m.valid_from, m.valid_until, ctx.now),
  }))
}

const stateOf = (from: Date, until: Date | null, now: Date): HeldRole['state'] =>
  until && until <= now ? 'past' : from > now ? 'future' : 'now'

const order = { now: 0, future: 1, past: 2 }
const byState = (a: HeldRole, b: HeldRole): number =>
  order[a.state] - order[b.state] || a.from.getTime() - b.from.getTime() || a.role.localeCompare(b.role)
