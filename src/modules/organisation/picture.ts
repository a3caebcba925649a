import type { Grant } from '#platform/context/actor.ts'
import type { Uuid } from '#platform/ids.ts'
import { absentUntil, type Deputyship, grantsBy, holdingAt } from './deputies.ts'
import { byTime, type Duty } from './duty.ts'
import type { DefinedRole } from './roles.ts'
import type { Rows } from './rows.ts'
import type { Organisation, StaffMember, Unit } from './structure.ts'

/** The organisation as these rows have it at an instant. */
export function picture(rows: Rows, now: number): Organisation {
  const units = new Map<Uuid, Unit>(
    rows.units.map(({ id, code, parent_id, kind, name, name_en, email, phone, version, ...u }) => [
      id,
      {
        id,
        code,
        parentId: parent_id,
        kind: kind as Unit['kind'],
        name,
        nameEn: name_en,
        email,
        phone,
        headId: u.head_id,
        dissolvedAt: u.dissolved_at,
        version,
      },
    ]),
  )
  const roles = new Map<string, DefinedRole>(
    rows.roles.map(({ code, name, name_en, permissions, version, retired_at }) => [
      code,
      { code, name, nameEn: name_en, permissions, version, retired: retired_at !== null },
    ]),
  )
  const living = [...units.values()].filter((unit) => !unit.dissolvedAt)
  const below = subtrees(units)
  const held = heldAt(rows, now)
  const holding = holdingAt(rows.deputyships, rows.absences, (account) => held.has(account), now)
  const staff = staffOf(rows, held, holding, now)
  const grants = new Map<Uuid, Grant[]>()
  for (const [account, memberships] of held) {
    grants.set(
      account,
      memberships.map(({ role, unit_id: unit, types }) => ({
        role,
        ...(types && { types }),
        unit,
        units: below.get(unit) ?? [],
        permissions: roles.get(role)?.permissions ?? [],
      })),
    )
  }
  // All of these are worked out before any is added: what somebody holds for others is nobody's to pass on.
  const lent = holding.map((d) => ({
    to: d.deputy,
    grants: grantsBy(d, grants.get(d.absent) ?? [], (unit) => below.get(unit) ?? []),
  }))
  for (const { to, grants: more } of lent) grants.get(to)?.push(...more)
  const members = Map.groupBy(
    [...staff.values()].flatMap((member) => member.units.map((unit) => ({ unit, member }))),
    (m) => m.unit,
  )
  return {
    units,
    byCode: new Map(living.map((u) => [u.code, u])),
    roots: living.filter((u) => u.parentId === null).map((u) => u.id),
    subtree: (unit) => below.get(unit) ?? [],
    staff,
    membersOf: (unit) => (members.get(unit) ?? []).map((m) => m.member),
    roles,
    grants,
    absences: rows.absences.filter((a) => a.until.getTime() > now),
    deputyships: rows.deputyships.filter((d) => !d.until || d.until.getTime() > now),
    holding,
  }
}

type Held = ReadonlyMap<Uuid, Rows['memberships']>

/** The memberships that hold at an instant, by account; a disabled account has none. */
function heldAt(rows: Rows, now: number): Held {
  const enabled = new Set(rows.accounts.filter((a) => !a.disabledAt).map((a) => a.id))
  const holds = (m: Rows['memberships'][number]) =>
    enabled.has(m.account_id) &&
    m.valid_from.getTime() <= now &&
    (!m.valid_until || m.valid_until.getTime() > now)
  return Map.groupBy(rows.memberships.filter(holds), (m) => m.account_id)
}

/** Everybody who has or had a membership, by name. */
function staffOf(
  rows: Rows,
  held: Held,
  holding: readonly Deputyship[],
  now: number,
): Map<Uuid, StaffMember> {
  const known = new Set(rows.memberships.map((m) => m.account_id))
  const skills = Map.groupBy(rows.skills, (s) => s.account_id)
  const duties = Map.groupBy(rows.duties, (d) => d.account_id)
  const workers = new Map(rows.workers.map((w) => [w.account_id, w]))
  const deputies = Map.groupBy(holding, (d) => d.absent)
  const members = rows.accounts
    .filter((a) => known.has(a.id))
    .sort((a, b) => a.name.localeCompare(b.name, 'de'))
    .map(({ id, name, email, lang }): StaffMember => {
      const mine = held.get(id) ?? []
      const active = mine.length > 0
      const { lat = null, lon = null, capacity = 8 } = workers.get(id) ?? {}
      return {
        id,
        name,
        email,
        lang,
        active,
        units: [...new Set(mine.map((m) => m.unit_id))],
        roles: [...new Set(mine.map((m) => m.role))],
        levels: Object.fromEntries(
          (active ? (skills.get(id) ?? []) : []).map((s) => [s.skill, s.level] as const),
        ),
        skills: active ? (skills.get(id) ?? []).map((s) => s.skill).sort() : [],
        duty: active ? (duties.get(id) ?? []).map(dutyOf).sort(byTime) : [],
        base: lat !== null && lon !== null ? { lat, lon } : null,
        capacity,
        absentUntil: absentUntil(rows.absences, id, now),
        deputies: [...new Set((deputies.get(id) ?? []).map((d) => d.deputy))],
      }
    })
  return new Map(members.map((m) => [m.id, m]))
}

const dutyOf = (d: Rows['duties'][number]): Duty => ({
  weekday: d.weekday,
  from: d.from_time.slice(0, 5),
  until: d.until_time.slice(0, 5),
})

/** For each unit itself and all units below it. */
function subtrees(units: ReadonlyMap<Uuid, Unit>): Map<Uuid, Uuid[]> {
  const below = new Map<Uuid, Uuid[]>([...units.keys()].map((id) => [id, []]))
  for (const unit of units.values()) {
    // Upwards to the root; a circle, which no verb of ours makes, would end where it closes.
    const seen = new Set<Uuid>()
    for (
      let up: Unit | undefined = unit;
      up && !seen.has(up.id);
      up = up.parentId ? units.get(up.parentId) : undefined
    ) {
      seen.add(up.id)
      below.get(up.id)?.push(unit.id)
    }
  }
  return below
}
