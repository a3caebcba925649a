import { endSessionsOf } from '#modules/identity/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden } from '#platform/errors.ts'

export interface Role {
  code: string
  name: string
  nameEn: string
  permissions: readonly string[]
}

const fieldWorker = [
  'cases.read',
  'cases.note',
  'cases.take',
  'cases.schedule',
  'cases.close',
  'cases.photo',
  'cases.reclassify',
  'files.original',
]
const clerk = [
  ...fieldWorker,
  'cases.assign',
  'cases.handover',
  'cases.reply',
  'cases.prioritise',
  'cases.reopen',
  'cases.restrict',
  'cases.emergency',
]
const head = [...clerk, 'cases.dispatch', 'deputies.manage', 'parties.merge']
// Runs the platform and looks on: reads cases, so that it can help, but decides none.
const administrator = [
  'cases.read',
  'mail.read',
  'reports.manage',
  'organisation.manage',
  'deputies.manage',
  'settings.manage',
  'sign_in.manage',
  'keys.manage',
  'webhooks.manage',
  'audit.read',
  'system.status',
]
// Looks after everybody's data without reading cases (Art. 39 GDPR).
const dataProtection = ['privacy.read', 'privacy.manage', 'parties.merge', 'audit.read']

/** The roles a town begins with; afterwards they are rows like any other. */
export const builtInRoles: readonly Role[] = [
  { code: 'field_worker', name: 'Außendienst', nameEn: 'Field worker', permissions: fieldWorker },
  { code: 'clerk', name: 'Sachbearbeitung', nameEn: 'Clerk', permissions: clerk },
  { code: 'head', name: 'Amtsleitung', nameEn: 'Department head', permissions: head },
  { code: 'administrator', name: 'Administration', nameEn: 'Administrator', permissions: administrator },
  {
    code: 'data_protection',
    name: 'Datenschutz',
    nameEn: 'Data protection officer',
    permissions: dataProtection,
  },
]

/** Adds the built-in roles that the town does not have; its own changes stay. */
export async function seedRoles(ctx: Ctx): Promise<void> {
  if (!may(ctx.actor, 'organisation.manage')) throw new Forbidden()
  await changeReference(ctx)
  await ctx.db
    .insertInto('organisation.role')
    .values(builtInRoles.map((role) => rowOf(ctx, role)))
    .onConflict((oc) => oc.columns(['tenant_id', 'code']).doNothing())
    .execute()
}

/** Defines or redefines a role. Whoever holds it signs in again. Throws Forbidden. */
export async function defineRole(ctx: Ctx, role: Role): Promise<void> {
  if (!may(ctx.actor, 'organisation.manage')) throw new Forbidden()
  await changeReference(ctx)
  const { tenant_id, code, ...values } = rowOf(ctx, role)
  await ctx.db
    .insertInto('organisation.role')
    .values({ tenant_id, code, ...values })
    .onConflict((oc) => oc.columns(['tenant_id', 'code']).doUpdateSet(values))
    .execute()
  const holders = await ctx.db
    .selectFrom('organisation.membership')
    .select('account_id')
    .distinct()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('role', '=', code)
    .execute()
  await Promise.all(holders.map((h) => endSessionsOf(ctx, h.account_id)))
  ctx.emit('tenant.role_defined', { tenant: ctx.tenant.id, role: code, permissions: [...role.permissions] })
}

const rowOf = (ctx: Ctx, { code, name, nameEn, permissions }: Role) => ({
  tenant_id: ctx.tenant.id,
  code,
  name,
  name_en: nameEn,
  permissions: [...permissions],
})
