import { type Organisation, organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { type Named, unitsWorkedFor } from './naming.ts'

/** Who a restricted case or part is open to, as rows say. */
export interface Readers {
  accounts: readonly Uuid[]
  /** The units named; a unit's teams are not listed apart. */
  units: readonly Uuid[]
  /** Until when each of these may see it in an emergency. */
  emergencies: ReadonlyMap<Uuid, Date>
}

/** Would this person be let in by these names? */
export const includes = (org: Organisation, { accounts, unit }: Named, account: Uuid): boolean => {
  if (accounts.includes(account)) return true
  const units = unit ? new Set(org.subtree(unit)) : new Set<Uuid>()
  return unitsWorkedFor(org.grants.get(account) ?? []).some((id) => units.has(id))
}

/** Throws Invalid for nobody, for people who are not active, for a unit that is none. */
export function checkNamed(org: Organisation, { accounts, unit }: Named): void {
  if (accounts.length === 0 && !unit) throw new Invalid('case.nobody_named')
  if (unit && !org.units.has(unit)) throw new Invalid('case.no_such_unit')
  if (accounts.some((id) => !org.staff.get(id)?.active)) throw new Invalid('case.no_such_colleague')
}

/** Writes down whom a part (or with the case's own id, the whole) is open to, instead of whoever was named before. */
export async function nameReaders(ctx: Ctx, caseId: Uuid, part: Uuid, named: Named): Promise<void> {
  const org = await organisation(ctx)
  await ctx.db
    .deleteFrom('cases.access')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('part_id', '=', part)
    .where('emergency', '=', false)
    .execute()
  const row = (account_id: Uuid | null, unit_id: Uuid | null) => ({
    tenant_id: ctx.tenant.id,
    id: newId(),
    case_id: caseId,
    part_id: part,
    account_id,
    unit_id,
    granted_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    at: ctx.now,
  })
  // Roles are held at units; a row for each team below spares every list the way up the tree.
  const units = named.unit ? org.subtree(named.unit) : []
  await ctx.db
    .insertInto('cases.access')
    .values([...[...new Set(named.accounts)].map((id) => row(id, null)), ...units.map((id) => row(null, id))])
    .execute()
}

/** Who may see a restricted case now; the caller has made sure that the actor does. */
export async function readersOf(ctx: Ctx, c: Pick<Case, 'id'>, part: Uuid = c.id): Promise<Readers> {
  const [org, rows] = await Promise.all([
    organisation(ctx),
    ctx.db
      .selectFrom('cases.access')
      .select(['account_id', 'unit_id', 'until', 'emergency'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('case_id', '=', c.id)
      .where('part_id', '=', part)
      .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', ctx.now)]))
      .orderBy('at')
      .execute(),
  ])
  const units = new Set(rows.flatMap((r) => r.unit_id ?? []))
  return {
    accounts: rows.flatMap((r) => (r.account_id && !r.emergency ? [r.account_id] : [])),
    units: [...units].filter((id) => !units.has(org.units.get(id)?.parentId ?? '')),
    emergencies: new Map(
      rows.flatMap((r) => (r.emergency && r.account_id && r.until ? [[r.account_id, r.until] as const] : [])),
    ),
  }
}

const namedIn = (org: Organisation, { accounts, units }: Readers, account: Uuid): boolean =>
  accounts.includes(account) || units.some((unit) => includes(org, { accounts: [], unit }, account))

/** Is this person named for good? Work on a restricted case is given to such people only. */
export async function isNamed(ctx: Ctx, c: Case, account: Uuid): Promise<boolean> {
  if (!c.restricted) return true
  const [org, readers] = await Promise.all([organisation(ctx), readersOf(ctx, c)])
  return namedIn(org, readers, account)
}

/**
 * Whom a restricted case is open to is decided by those who are named: whoever sees it in an emergency only must not
 * make that last. Where nobody is left who is named, an emergency is the only way back to it. Throws Invalid.
 */
export async function assertDecidesWho(ctx: Ctx, c: Case): Promise<void> {
  const { actor } = ctx
  if (!c.restricted || actor.kind !== 'staff') return
  const [org, readers] = await Promise.all([organisation(ctx), readersOf(ctx, c)])
  if (namedIn(org, readers, actor.id)) return
  if ([...org.staff.values()].some(({ id, active }) => active && namedIn(org, readers, id)))
    throw new Invalid('case.not_named')
}

/** Throws Invalid when a restricted case would come to a unit where nobody who works there may see it. */
export async function assertSeenAt(ctx: Ctx, c: Case, unit: Uuid): Promise<void> {
  if (!c.restricted) return
  const [org, readers] = await Promise.all([organisation(ctx), readersOf(ctx, c)])
  const seen = [...org.grants].some(
    ([account, grants]) =>
      grants.some((g) => !g.for && g.permissions.includes('cases.note') && g.units.includes(unit)) &&
      namedIn(org, readers, account),
  )
  if (!seen) throw new Invalid('case.unseen_there')
}
