import { recordChange } from '#modules/audit/index.ts'
import { type Claims, endSessionsOf, lockAccount } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { type MappingRule, type Source, type WantedRole, wantedRoles } from './mapping.ts'
import { termOf } from './membership.ts'
import { organisation } from './organisation.ts'

interface Row {
  unit_id: Uuid
  role: string
  valid_from: Date
  valid_until: Date | null
  types: string[] | null
  source: string
}

const holds = (row: Row, now: Date): boolean => !row.valid_until || row.valid_until > now

/**
 * Makes somebody's roles from this source what these claims say: adds, ends, and leaves alone what people or other
 * sources gave. Answers how many changed; the person's sessions end then. Asks no permission: the rule's author had it.
 */
export async function applyMapping(
  ctx: Ctx,
  account: Uuid,
  source: Source,
  rules: readonly MappingRule[],
  claims: Claims,
): Promise<number> {
  const wanted = wantedRoles(rules, claims, await organisation(ctx))
  const rows = await rowsOf(ctx, account)
  const isWanted = (row: Row) => wanted.some((w) => w.unit === row.unit_id && w.role === row.role)
  const over = rows.filter((row) => row.source === source && holds(row, ctx.now) && !isWanted(row))
  const missing = wanted.filter((w) => {
    const row = rows.find((r) => r.unit_id === w.unit && r.role === w.role)
    // What somebody gave by hand stays as it is, also if it has yet to begin.
    if (!row || !holds(row, ctx.now)) return true
    return row.source === source && String(row.types) !== String(w.types)
  })
  if (over.length + missing.length === 0) return 0
  await changeReference(ctx)
  await lockAccount(ctx, account)
  for (const row of over) await end(ctx, account, row)
  for (const want of missing) {
    const before = rows.find((r) => r.unit_id === want.unit && r.role === want.role)
    await give(ctx, account, source, want, before ?? null)
  }
  await endSessionsOf(ctx, account)
  return over.length + missing.length
}

/** Ends what a source gave at a unit in a role, or all that it gave, for everybody. */
export async function endMapped(
  ctx: Ctx,
  source: Source,
  only?: Pick<WantedRole, 'unit' | 'role'>,
): Promise<void> {
  const rows = await ctx.db
    .selectFrom('organisation.membership')
    .select(['account_id', 'unit_id', 'role', 'valid_from', 'valid_until', 'types', 'source'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('source', '=', source)
    .orderBy('account_id')
    .execute()
  for (const row of rows) {
    if (!holds(row, ctx.now) || (only && (row.unit_id !== only.unit || row.role !== only.role))) continue
    await changeReference(ctx)
    await lockAccount(ctx, row.account_id)
    await end(ctx, row.account_id, row)
    await endSessionsOf(ctx, row.account_id)
  }
}

async function give(
  ctx: Ctx,
  account: Uuid,
  source: Source,
  { unit, role, types }: WantedRole,
  before: Row | null,
): Promise<void> {
  const going = before && holds(before, ctx.now) ? before.valid_from : ctx.now
  const term = { valid_from: going, valid_until: null, types: types ? [...types] : null, source }
  await ctx.db
    .insertInto('organisation.membership')
    .values({ tenant_id: ctx.tenant.id, account_id: account, unit_id: unit, role, ...term })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'account_id', 'unit_id', 'role'])
        .doUpdateSet((eb) => ({ ...term, version: eb('organisation.membership.version', '+', 1) })),
    )
    .execute()
  recordChange(ctx, {
    type: 'account.role_granted',
    payload: { account, unit, role, from: going.toISOString(), until: null, source },
    before: before ? termOf({ unit, role }, before) : null,
    after: termOf({ unit, role }, term),
  })
}

async function end(ctx: Ctx, account: Uuid, row: Row): Promise<void> {
  const { unit_id: unit, role, source } = row
  await ctx.db
    .updateTable('organisation.membership')
    .set((eb) => ({ valid_until: ctx.now, version: eb('version', '+', 1) }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('unit_id', '=', unit)
    .where('role', '=', role)
    .execute()
  recordChange(ctx, {
    type: 'account.role_ended',
    payload: { account, unit, role, source },
    before: termOf({ unit, role }, row),
    after: termOf({ unit, role }, { ...row, valid_until: ctx.now }),
  })
}

const rowsOf = (ctx: Ctx, account: Uuid): Promise<Row[]> =>
  ctx.db
    .selectFrom('organisation.membership')
    .select(['unit_id', 'role', 'valid_from', 'valid_until', 'types', 'source'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .execute()
