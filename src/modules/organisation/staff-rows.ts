import { recordChange } from '#modules/audit/index.ts'
import { endSessionsOf, lockAccount } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { termOf } from './membership.ts'
import { USUAL_LEVEL } from './skills.ts'
import { grantsIn, type Person } from './staff-lines.ts'

export interface Placement {
  person: Person
  account: Uuid
  /** "unit role" as held now. */
  held: ReadonlySet<string>
}

/** Makes the rows of these people what the file says, a few statements for all of them. */
export async function writeStaff(ctx: Ctx, placements: readonly Placement[]): Promise<void> {
  // In the order of their ids, so that two imports cannot wait for each other.
  const moved = placements
    .filter((p) => grantsIn(p.person).symmetricDifference(p.held).size > 0)
    .sort((a, b) => (a.account < b.account ? -1 : 1))
  for (const { account } of moved) await lockAccount(ctx, account)
  await writeMemberships(ctx, moved)
  await Promise.all(moved.filter((p) => p.held.size > 0).map((p) => endSessionsOf(ctx, p.account)))
  await writeWork(ctx, placements)
}

async function writeMemberships(ctx: Ctx, moved: readonly Placement[]): Promise<void> {
  const tenant = ctx.tenant.id
  const term = { valid_from: ctx.now, valid_until: null, types: null, source: 'manual' }
  const rows = []
  for (const { person, account, held } of moved) {
    const wanted = grantsIn(person)
    for (const grant of held.difference(wanted)) {
      const [unit, role] = grant.split(' ') as [Uuid, string]
      const ended = await ctx.db
        .updateTable('organisation.membership')
        .set((eb) => ({ valid_until: ctx.now, version: eb('version', '+', 1) }))
        .where('tenant_id', '=', tenant)
        .where('account_id', '=', account)
        .where('unit_id', '=', unit)
        .where('role', '=', role)
        .returning(['valid_from', 'valid_until', 'types'])
        .executeTakeFirstOrThrow()
      recordChange(ctx, {
        type: 'account.role_ended',
        payload: { account, unit, role },
        before: termOf({ unit, role }, { ...ended, valid_until: null }),
        after: termOf({ unit, role }, ended),
      })
    }
    for (const grant of wanted.difference(held)) {
      const [unit, role] = grant.split(' ') as [Uuid, string]
      rows.push({ tenant_id: tenant, account_id: account, unit_id: unit, role, ...term })
      recordChange(ctx, {
        type: 'account.role_granted',
        payload: { account, unit, role, from: ctx.now.toISOString(), until: null },
        before: null,
        after: termOf({ unit, role }, term),
      })
    }
  }
  for (const some of chunks(rows)) {
    await ctx.db
      .insertInto('organisation.membership')
      .values(some)
      .onConflict((oc) =>
        oc
          .columns(['tenant_id', 'account_id', 'unit_id', 'role'])
          .doUpdateSet((eb) => ({ ...term, version: eb('organisation.membership.version', '+', 1) })),
      )
      .execute()
  }
}

async function writeWork(ctx: Ctx, placements: readonly Placement[]): Promise<void> {
  const tenant = ctx.tenant.id
  for (const some of chunks(placements)) {
    const accounts = some.map((p) => p.account)
    for (const table of ['organisation.worker', 'organisation.skill', 'organisation.duty'] as const) {
      await ctx.db
        .deleteFrom(table)
        .where('tenant_id', '=', tenant)
        .where('account_id', 'in', accounts)
        .execute()
    }
    const of = ({ account }: Placement) => ({ tenant_id: tenant, account_id: account })
    await ctx.db
      .insertInto('organisation.worker')
      .values(
        some.map((p) => ({
          ...of(p),
          lat: p.person.base?.lat ?? null,
          lon: p.person.base?.lon ?? null,
          capacity: p.person.capacity,
        })),
      )
      .execute()
    const skills = some.flatMap((p) =>
      p.person.skills.map(({ skill, level }) => ({ ...of(p), skill, level: level ?? USUAL_LEVEL })),
    )
    if (skills.length > 0) await ctx.db.insertInto('organisation.skill').values(skills).execute()
    const duty = some.flatMap((p) =>
      p.person.duty.map((d) => ({ ...of(p), weekday: d.weekday, from_time: d.from, until_time: d.until })),
    )
    if (duty.length > 0) await ctx.db.insertInto('organisation.duty').values(duty).execute()
  }
}

/** A statement takes 65,535 values at most; somebody with a duty in each of 14 half days has 70. */
function chunks<X>(all: readonly X[], size = 500): X[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size))
}
