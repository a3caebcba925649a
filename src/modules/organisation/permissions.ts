/**
 * Everything that roles can allow, in the order in which people read it. Each code has its sentence
 * `permission.<code>`; a test holds this list against what the modules declare.
 */
export const permissionGroups = [
  {
    key: 'cases',
    codes: [
      'cases.read',
      'cases.take',
      'cases.note',
      'cases.photo',
      'cases.schedule',
      'cases.close',
      'cases.reclassify',
      'files.original',
      'cases.assign',
      'cases.handover',
      'cases.reply',
      'cases.prioritise',
      'cases.reopen',
      'cases.restrict',
      'cases.split',
      'cases.merge',
      'cases.emergency',
      'cases.redact',
      'cases.publish',
      'cases.originals',
      'cases.dispatch',
      'works.manage',
      'rounds.walk',
      'rounds.manage',
      'voice.read',
    ],
  },
  { key: 'people', codes: ['organisation.manage', 'deputies.manage', 'sign_in.manage'] },
  {
    key: 'town',
    codes: ['settings.manage', 'reports.manage', 'objects.manage', 'mail.read', 'numbers.read'],
  },
  {
    key: 'privacy',
    codes: [
      'privacy.read',
      'privacy.manage',
      'privacy.approve',
      'parties.merge',
      'parties.confirm',
      'audit.read',
    ],
  },
  { key: 'machines', codes: ['keys.manage', 'webhooks.manage', 'exchange.manage', 'system.status'] },
] as const satisfies readonly { key: string; codes: readonly string[] }[]

export type PermissionGroup = (typeof permissionGroups)[number]['key']

export const allPermissions: readonly string[] = permissionGroups.flatMap((group) => [...group.codes])

/**
 * What a unit's people do: at its cases, with the people and organisations in them, and for each other, and the town's
 * numbers, in which nobody is named. Whoever manages the unit may give it without doing it themselves.
 */
export const isWork = (permission: string): boolean =>
  /^(cases|files|parties|numbers|works|rounds|voice)\./.test(permission) || permission === 'deputies.manage'

const askedAtUnits = /^(cases|files|deputies|organisation|works|rounds)\./

/** What is asked at no unit: held anywhere, it counts for the whole town. */
export const isTownWide = (permission: string): boolean => !askedAtUnits.test(permission)
