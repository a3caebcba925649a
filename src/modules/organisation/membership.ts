import { recordChange } from '#modules/audit/index.ts'
import { endSessionsOf, lockAccount } from '#modules/identity/index.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { keepingAnAdministrator } from './administrators.ts'
import { askForRole, rolesNeedSecond } from './four-eyes-asking.ts'
import { assertManages, managesAll, mayGive } from './managing.ts'
import { organisation } from './organisation.ts'

export interface Membership {
  account: Uuid
  unit: Uuid
  role: string
}

interface Term {
  from?: Date
  until?: Date | null
  /** Only for these types of case (categories, services); all without it. */
  types?: readonly string[] | null
  /** Of the membership that was looked at; 0 where there was none. Left out, the newest word counts. */
  version?: number
}

/**
 * Gives somebody a role at a unit and all below it, from now or `from`, for ever or until `until`; a membership
 * that exists gets the new times. The person signs in again. Throws Forbidden (not yours to give, or to yourself:
 * ADR 18), Invalid, NotFound, Conflict (changed since). Where the town wants two people for it, the second is asked.
 */
export async function addMembership(ctx: Ctx, grant: Membership & Term): Promise<'granted' | 'asked'> {
  const { account, unit, role, from = ctx.now, until = null } = grant
  const types = grant.types?.length ? [...new Set(grant.types)].sort() : null
  assertManages(ctx, unit)
  const { units, roles } = await organisation(ctx)
  if (!units.has(unit) || !roles.has(role)) throw new NotFound()
  if (units.get(unit)!.dissolvedAt) throw new Invalid('unit.dissolved')
  if (roles.get(role)!.retired) throw new Invalid('role.retired')
  if (!(await mayGive(ctx, roles.get(role)!.permissions, unit))) throw new Forbidden('role.more_than_own')
  await assertNotOneself(ctx, account)
  if (until && until <= from) throw new Invalid('membership.times')
  if (await rolesNeedSecond(ctx, roles.get(role)!.permissions)) {
    await askForRole(ctx, { account, unit, role, from, until, types })
    return 'asked'
  }
  await changeReference(ctx)
  await lockAccount(ctx, account)
  const before = await rowOf(ctx, grant)
  if (grant.version !== undefined && grant.version !== (before?.version ?? 0))
    throw new Conflict('membership.version')
  // What somebody gives by hand is theirs from then on, whoever gave it before (ADR 16).
  const term = { valid_from: from, valid_until: until, types, source: 'manual' }
  await keepingAnAdministrator(ctx, async () => {
    await ctx.db
      .insertInto('organisation.membership')
      .values({ tenant_id: ctx.tenant.id, account_id: account, unit_id: unit, role, ...term })
      .onConflict((oc) =>
        oc
          .columns(['tenant_id', 'account_id', 'unit_id', 'role'])
          .doUpdateSet((eb) => ({ ...term, version: eb('organisation.membership.version', '+', 1) })),
      )
      .execute()
  })
  await endSessionsOf(ctx, account)
  recordChange(ctx, {
    type: 'account.role_granted',
    payload: {
      account,
      unit,
      role,
      from: from.toISOString(),
      until: until?.toISOString() ?? null,
      ...(types && { types }),
    },
    before: before ? termOf(grant, before) : null,
    after: termOf(grant, term),
  })
  return 'granted'
}

/**
 * Takes a role away as of now; one that has not begun yet is gone. The person signs in again. Throws Forbidden,
 * NotFound, Conflict (nobody would be left who manages the town).
 */
export async function endMembership(ctx: Ctx, membership: Membership): Promise<void> {
  const { account, unit, role } = membership
  assertManages(ctx, unit)
  await changeReference(ctx)
  await lockAccount(ctx, account)
  const before = await rowOf(ctx, membership)
  if (!before || (before.valid_until && before.valid_until <= ctx.now)) throw new NotFound()
  const { roles } = await organisation(ctx)
  if (!(await mayGive(ctx, roles.get(role)?.permissions ?? [], unit)))
    throw new Forbidden('role.more_than_own')
  const begun = before.valid_from <= ctx.now
  await keepingAnAdministrator(ctx, async () => {
    if (!begun) return takeBack(ctx, membership)
    await ctx.db
      .updateTable('organisation.membership')
      .set({ valid_until: ctx.now, version: before.version + 1 })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('account_id', '=', account)
      .where('unit_id', '=', unit)
      .where('role', '=', role)
      .execute()
  })
  await endSessionsOf(ctx, account)
  recordChange(ctx, {
    type: 'account.role_ended',
    payload: { account, unit, role },
    before: termOf(membership, before),
    after: begun ? termOf(membership, { ...before, valid_until: ctx.now }) : null,
  })
}

async function takeBack(ctx: Ctx, { account, unit, role }: Membership): Promise<void> {
  await ctx.db
    .deleteFrom('organisation.membership')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('unit_id', '=', unit)
    .where('role', '=', role)
    .execute()
}

/** Nobody makes more of themselves; who manages the whole town may, and it is recorded as all else. */
async function assertNotOneself(ctx: Ctx, account: Uuid): Promise<void> {
  if (ctx.actor.kind === 'staff' && ctx.actor.id === account && !(await managesAll(ctx)))
    throw new Forbidden('membership.oneself')
}

type Row = { valid_from: Date; valid_until: Date | null; types: string[] | null }

const rowOf = (ctx: Ctx, { account, unit, role }: Membership) =>
  ctx.db
    .selectFrom('organisation.membership')
    .select(['valid_from', 'valid_until', 'types', 'version'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('unit_id', '=', unit)
    .where('role', '=', role)
    .executeTakeFirst()

export const termOf = ({ unit, role }: Pick<Membership, 'unit' | 'role'>, row: Row): Json => ({
  unit,
  role,
  from: row.valid_from.toISOString(),
  until: row.valid_until?.toISOString() ?? null,
  types: row.types,
})
