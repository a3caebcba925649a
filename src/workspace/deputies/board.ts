import {
  type Absence,
  type Deputyship,
  mayArrangeFor,
  mayEnd,
  type Organisation,
  organisation,
  type StaffMember,
} from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { decidable } from './approval-words.ts'

export interface Board {
  org: Organisation
  me: Uuid
  /** Deputyships, those that hold now first. */
  iStandIn: Deputyship[]
  standInForMe: Deputyship[]
  /** Of the people whose deputies this person arranges. */
  others: Deputyship[]
  mayEnd: ReadonlySet<Uuid>
  myAbsences: Absence[]
  team: StaffMember[]
  /** For whom this person arranges absences and deputies besides themselves. */
  managed: StaffMember[]
  waiting: number
}

/** A department's list is read, a town's is not. */
const MOST = 40

/** What somebody needs to know of absences and deputies: their own, their team's, and those they look after. */
export async function boardOf(ctx: Ctx): Promise<Board> {
  const org = await organisation(ctx)
  const me = ctx.actor.kind === 'staff' ? ctx.actor.id : ''
  const active = [...org.staff.values()].filter((p) => p.active)
  const managed: StaffMember[] = []
  for (const person of active)
    if (person.id !== me && (await mayArrangeFor(ctx, person.id))) managed.push(person)
  const mine = new Set(org.staff.get(me)?.units.flatMap((unit) => org.subtree(unit)))
  const known = new Set(managed.map((p) => p.id))
  const holds = new Set(org.holding.map((d) => d.id))
  const all = [...org.deputyships].sort((a, b) => Number(holds.has(b.id)) - Number(holds.has(a.id)))
  const ends = new Set<Uuid>()
  for (const d of all) if (await mayEnd(ctx, d)) ends.add(d.id)
  return {
    org,
    me,
    iStandIn: all.filter((d) => d.deputy === me),
    standInForMe: all.filter((d) => d.absent === me),
    others: all.filter((d) => d.deputy !== me && d.absent !== me && known.has(d.absent)),
    mayEnd: ends,
    myAbsences: org.absences.filter((a) => a.account === me),
    team: active
      .filter((p) => p.id === me || p.units.some((unit) => mine.has(unit)))
      .sort((a, b) => Number(b.id === me) - Number(a.id === me))
      .slice(0, MOST),
    managed,
    waiting: (await decidable(ctx)).length,
  }
}
