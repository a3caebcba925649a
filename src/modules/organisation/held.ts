import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { rowsOf } from './organisation.ts'
import type { Rows } from './rows.ts'

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

type Row = Rows['memberships'][number]

/** All roles of a person, those that hold now first, then by when they begin. */
export async function heldBy(ctx: Ctx, account: Uuid): Promise<HeldRole[]> {
  const rows = await remember(ctx, 'organisation.held', async () =>
    Map.groupBy((await rowsOf(ctx)).memberships, (m) => m.account_id),
  )
  return (rows.get(account) ?? []).map((row) => heldRole(row, ctx.now)).sort(byState)
}

/** All roles of all people. */
export const everyRole = async (ctx: Ctx): Promise<HeldRole[]> =>
  (await rowsOf(ctx)).memberships.map((row) => heldRole(row, ctx.now))

const heldRole = (m: Row, now: Date): HeldRole => ({
  account: m.account_id,
  unit: m.unit_id,
  role: m.role,
  types: m.types,
  from: m.valid_from,
  until: m.valid_until,
  version: m.version,
  state: stateOf(m.valid_from, m.valid_until, now),
})

const stateOf = (from: Date, until: Date | null, now: Date): HeldRole['state'] =>
  until && until <= now ? 'past' : from > now ? 'future' : 'now'

const order = { now: 0, future: 1, past: 2 }
const byState = (a: HeldRole, b: HeldRole): number =>
  order[a.state] - order[b.state] || a.from.getTime() - b.from.getTime() || a.role.localeCompare(b.role)
