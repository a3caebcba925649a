import { recordChange } from '#modules/audit/index.ts'
import { endSessionsOf } from '#modules/identity/index.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { fold } from '#platform/fold.ts'
import { keepingAnAdministrator } from './administrators.ts'
import { rolesNeedSecond } from './four-eyes-asking.ts'
import { everyRole } from './held.ts'
import { assertManagesAll } from './managing.ts'
import { organisation } from './organisation.ts'
import { type DefinedRole, isBuiltIn, type Role, roleRow } from './roles.ts'

/**
 * Defines or redefines a role, of the version that was looked at if one is given (0: a new one). Whoever holds it
 * signs in again. Throws Forbidden, Invalid (retired; name taken), Conflict (changed since; nobody would be left who
 * manages the town).
 */
export async function defineRole(ctx: Ctx, role: Role, version?: number): Promise<void> {
  await assertManagesAll(ctx)
  const { roles } = await organisation(ctx)
  const before = roles.get(role.code)
  if (version !== undefined && version !== (before?.version ?? 0)) throw new Conflict('role.version')
  if (before?.retired) throw new Invalid('role.retired')
  if (
    [...roles.values()].some((other) => other.code !== role.code && !other.retired && sameName(other, role))
  )
    throw new Invalid('role.name_taken')
  // A role that people hold grows for all of them at once: they would get it without the second person.
  const more = role.permissions.filter((p) => !before?.permissions.includes(p))
  if (before && (await rolesNeedSecond(ctx, more)) && (await isHeld(ctx, role.code)))
    throw new Conflict('role.second_person')
  await changeReference(ctx)
  const { tenant_id, code, ...values } = roleRow(ctx, role)
  await keepingAnAdministrator(ctx, async () => {
    await ctx.db
      .insertInto('organisation.role')
      .values({ tenant_id, code, ...values })
      .onConflict((oc) =>
        oc
          .columns(['tenant_id', 'code'])
          .doUpdateSet((eb) => ({ ...values, version: eb('organisation.role.version', '+', 1) })),
      )
      .execute()
  })
  const holders = await ctx.db
    .selectFrom('organisation.membership')
    .select('account_id')
    .distinct()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('role', '=', code)
    .execute()
  await Promise.all(holders.map((h) => endSessionsOf(ctx, h.account_id)))
  recordChange(ctx, {
    type: 'tenant.role_defined',
    payload: { tenant: ctx.tenant.id, role: code, permissions: [...role.permissions] },
    before: before ? said(before) : null,
    after: said(role),
  })
}

/**
 * Takes one of the town's own roles away once nobody holds it. Throws Forbidden, NotFound, Invalid (built in),
 * Conflict (somebody holds it, or will; changed since).
 */
export async function retireRole(ctx: Ctx, code: string, version: number): Promise<void> {
  await assertManagesAll(ctx)
  const role = (await organisation(ctx)).roles.get(code)
  if (!role || role.retired) throw new NotFound()
  if (isBuiltIn(code)) throw new Invalid('role.built_in')
  if (role.version !== version) throw new Conflict('role.version')
  const holders = (await everyRole(ctx)).filter((held) => held.role === code && held.state !== 'past')
  if (holders.length > 0) throw new Conflict('role.held', { count: holders.length })
  await changeReference(ctx)
  await ctx.db
    .updateTable('organisation.role')
    .set({ retired_at: ctx.now, version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', code)
    .execute()
  recordChange(ctx, {
    type: 'tenant.role_retired',
    payload: { tenant: ctx.tenant.id, role: code },
    before: said(role),
    after: null,
  })
}

/** A code for a role of this name that no role has or had: `telefonzentrale`, `telefonzentrale_2`. */
export async function codeForRole(ctx: Ctx, name: string): Promise<string> {
  const { roles } = await organisation(ctx)
  const plain =
    fold(name)
      .replace(/[^a-z0-9]+/g, '_')
      .replace(/^_+|_+$/g, '')
      .slice(0, 40) || 'rolle'
  let code = plain
  for (let n = 2; roles.has(code); n++) code = `${plain}_${n}`
  return code
}

const isHeld = async (ctx: Ctx, code: string): Promise<boolean> =>
  (await everyRole(ctx)).some((held) => held.role === code && held.state !== 'past')

const sameName = (a: Pick<DefinedRole, 'name'>, b: Role): boolean => fold(a.name) === fold(b.name)

const said = ({ name, nameEn, permissions }: Role): Json => ({
  name,
  nameEn,
  permissions: [...permissions].sort(),
})
