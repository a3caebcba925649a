import { allAccounts } from '#modules/identity/index.ts'
import type { Grant } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Lang } from '#platform/i18n.ts'
import type { Uuid } from '#platform/ids.ts'
import { byTime, type Duty } from './duty.ts'
import type { Role } from './roles.ts'

export interface Unit {
  id: Uuid
  code: string
  parentId: Uuid | null
  kind: 'department' | 'team'
  name: string
  nameEn: string
  email: string | null
  phone: string | null
  version: number
}

export interface StaffMember {
  id: Uuid
  name: string
  email: string
  lang: Lang
  /** Somebody who has left keeps the name in the history, but has no units, roles or skills. */
  active: boolean
  /** The units of the memberships that hold now; what a role allows below them is in the grants. */
  units: readonly Uuid[]
  roles: readonly string[]
  skills: readonly string[]
  duty: readonly Duty[]
  /** Where the day starts. */
  base: { lat: number; lon: number } | null
  /** Cases that fit into a day. */
  capacity: number
}

export interface Organisation {
  units: ReadonlyMap<Uuid, Unit>
  byCode: ReadonlyMap<string, Unit>
  roots: readonly Uuid[]
  /** The unit and all below it; nothing for an unknown one. */
  subtree(unit: Uuid): readonly Uuid[]
  /** By name. */
  staff: ReadonlyMap<Uuid, StaffMember>
  /** Who is a member of this very unit now. */
  membersOf(unit: Uuid): readonly StaffMember[]
  roles: ReadonlyMap<string, Role>
  grants: ReadonlyMap<Uuid, readonly Grant[]>
}

/** The whole organisation as it is at `ctx.now`, remembered. */
export async function organisation(ctx: Ctx): Promise<Organisation> {
  const rows = await remember(ctx, 'organisation.rows', () => load(ctx))
  // Memberships begin and end without anybody changing a row, so there is a picture for each time between two such instants.
  const now = ctx.now.getTime()
  const epoch = rows.turns.filter((turn) => turn <= now).length
  return remember(ctx, `organisation.${epoch}`, async () => picture(rows, now))
}

/** What an account may do now, and where. */
export const grantsOf = async (ctx: Ctx, account: Uuid): Promise<readonly Grant[]> =>
  (await organisation(ctx)).grants.get(account) ?? []

export const unitName = (unit: Unit, lang: Lang): string => (lang === 'en' ? unit.nameEn : unit.name)

type Rows = Awaited<ReturnType<typeof load>>

async function load(ctx: Ctx) {
  const tenant = ctx.tenant.id
  const [units, roles, memberships, workers, skills, duties, accounts] = await Promise.all([
    ctx.db
      .selectFrom('organisation.unit')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .orderBy('code')
      .execute(),
    ctx.db
      .selectFrom('organisation.role')
      .selectAll()
      .where('tenant_id', '=', tenant)
      .orderBy('code')
      .execute(),
    ctx.db.selectFrom('organisation.membership').selectAll().where('tenant_id', '=', tenant).execute(),
    ctx.db.selectFrom('organisation.worker').selectAll().where('tenant_id', '=', tenant).execute(),
    ctx.db
      .selectFrom('organisation.skill')
      .selectAll()
      .where('tenant_id', '=', tenant)

      .execute(),
    ctx.db.selectFrom('organisation.duty').selectAll().where('tenant_id', '=', tenant).execute(),
    allAccounts(ctx),
  ])
  const turns = memberships
    .flatMap((m) => (m.valid_until ? [m.valid_from, m.valid_until] : [m.valid_from]))
    .map((at) => at.getTime())
  return { units, roles, memberships, workers, skills, duties, accounts, turns }
}

function picture(rows: Rows, now: number): Organisation {
  const units = new Map<Uuid, Unit>(
    rows.units.map(({ id, code, parent_id, kind, name, name_en, email, phone, version }) => [
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
        version,
      },
    ]),
  )
  const roles = new Map<string, Role>(
    rows.roles.map(({ code, name, name_en, permissions }) => [
      code,
      { code, name, nameEn: name_en, permissions },
    ]),
  )
  const below = subtrees(units)
  const known = new Set(rows.memberships.map((m) => m.account_id))
  const enabled = new Set(rows.accounts.filter((a) => !a.disabledAt).map((a) => a.id))
  const held = Map.groupBy(
    rows.memberships.filter(
      (m) =>
        enabled.has(m.account_id) &&
        m.valid_from.getTime() <= now &&
        (!m.valid_until || m.valid_until.getTime() > now),
    ),
    (m) => m.account_id,
  )
  const skills = Map.groupBy(rows.skills, (s) => s.account_id)
  const duties = Map.groupBy(rows.duties, (d) => d.account_id)
  const workers = new Map(rows.workers.map((w) => [w.account_id, w]))
  const staff = new Map<Uuid, StaffMember>(
    rows.accounts
      .filter((a) => known.has(a.id))
      .sort((a, b) => a.name.localeCompare(b.name, 'de'))
      .map(({ id, name, email, lang }) => {
        const mine = held.get(id) ?? []
        const active = mine.length > 0
        const worker = workers.get(id)
        const at =
          worker && worker.lat !== null && worker.lon !== null ? { lat: worker.lat, lon: worker.lon } : null
        return [
          id,
          {
            id,
            name,
            email,
            lang,
            active,
            units: [...new Set(mine.map((m) => m.unit_id))],
            roles: [...new Set(mine.map((m) => m.role))],
            skills: active ? (skills.get(id) ?? []).map((s) => s.skill).sort() : [],
            duty: active ? (duties.get(id) ?? []).map(dutyOf).sort(byTime) : [],
            base: at,
            capacity: worker?.capacity ?? 8,
          },
        ]
      }),
  )
  const grants = new Map<Uuid, Grant[]>()
  for (const [account, memberships] of held) {
    grants.set(
      account,
      memberships.map(({ role, unit_id: unit }) => ({
        role,
        unit,
        units: below.get(unit) ?? [],
        permissions: roles.get(role)?.permissions ?? [],
      })),
    )
  }
  const members = Map.groupBy(
    [...staff.values()].flatMap((member) => member.units.map((unit) => ({ unit, member }))),
    (m) => m.unit,
  )
  return {
    units,
    byCode: new Map([...units.values()].map((u) => [u.code, u])),
    roots: [...units.values()].filter((u) => u.parentId === null).map((u) => u.id),
    subtree: (unit) => below.get(unit) ?? [],
    staff,
    membersOf: (unit) => (members.get(unit) ?? []).map((m) => m.member),
    roles,
    grants,
  }
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
