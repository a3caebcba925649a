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

/** A role as the town has it. */
export interface DefinedRole extends Role {
  version: number
  /** Nobody gets it any more; histories still name it. */
  retired: boolean
}

const fieldWorker = [
  'rounds.walk',
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
  'cases.split',
  'cases.merge',
  'works.manage',
  'cases.emergency',
  'parties.confirm',
  'numbers.read',
  'voice.read',
  'cases.redact',
  'cases.publish',
  'cases.originals',
]
const head = [...clerk, 'rounds.manage', 'cases.dispatch', 'deputies.manage', 'parties.merge']
// Runs the platform and looks on: reads cases, so that it can help, but decides none.
const administrator = [
  'cases.read',
  'mail.read',
  'reports.manage',
  'objects.manage',
  'organisation.manage',
  'deputies.manage',
  'settings.manage',
  'sign_in.manage',
  'keys.manage',
  'webhooks.manage',
  'exchange.manage',
  'audit.read',
  'privacy.approve',
  'system.status',
  'numbers.read',
]
// Looks after everybody's data without reading cases (Art. 39 GDPR).
const dataProtection = ['privacy.read', 'privacy.manage', 'privacy.approve', 'parties.merge', 'audit.read']

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

export const isBuiltIn = (code: string): boolean => builtInRoles.some((role) => role.code === code)

/** Adds the built-in roles that the town does not have; its own changes stay. */
export async function seedRoles(ctx: Ctx): Promise<void> {
  if (!may(ctx.actor, 'organisation.manage')) throw new Forbidden()
  await changeReference(ctx)
  await ctx.db
    .insertInto('organisation.role')
    .values(builtInRoles.map((role) => roleRow(ctx, role)))
    .onConflict((oc) => oc.columns(['tenant_id', 'code']).doNothing())
    .execute()
}

export const roleRow = (ctx: Ctx, { code, name, nameEn, permissions }: Role) => ({
  tenant_id: ctx.tenant.id,
  code,
  name,
  name_en: nameEn,
  permissions: [...permissions],
})
