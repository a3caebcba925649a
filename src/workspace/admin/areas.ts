import { type Actor, may } from '#platform/context/actor.ts'
import type { IconName } from '#ui/icon.tsx'
import { paths } from '../../paths.ts'

/** A page of the administration. Its words are `admin.area.<key>.title` and `.lead`. */
export interface AdminArea {
  key: string
  href: string
  icon: IconName
  /** Whoever holds one of these sees the page. */
  permissions: readonly string[]
  group: 'people' | 'town' | 'privacy' | 'machines'
}

export const adminAreas: readonly AdminArea[] = [
  { key: 'categories', href: paths.categories, icon: 'list', permissions: ['reports.manage'], group: 'town' },
  { key: 'rules', href: paths.rules, icon: 'map', permissions: ['reports.manage'], group: 'town' },
  {
    key: 'suggestions',
    href: paths.suggestions,
    icon: 'search',
    permissions: ['reports.manage'],
    group: 'town',
  },
  { key: 'works', href: paths.adminWorks, icon: 'danger', permissions: ['works.manage'], group: 'town' },
  {
    key: 'objects',
    href: paths.adminObjects,
    icon: 'pin',
    permissions: ['objects.manage'],
    group: 'town',
  },
  {
    key: 'materials',
    href: paths.materials,
    icon: 'wrench',
    permissions: ['settings.manage'],
    group: 'town',
  },
  { key: 'rounds', href: paths.adminRounds, icon: 'route', permissions: ['rounds.manage'], group: 'town' },
  { key: 'look', href: paths.look, icon: 'eye', permissions: ['settings.manage'], group: 'town' },
  { key: 'times', href: paths.times, icon: 'calendar', permissions: ['settings.manage'], group: 'town' },
  { key: 'voice', href: paths.adminVoice, icon: 'chat', permissions: ['settings.manage'], group: 'town' },
  { key: 'texts', href: paths.texts, icon: 'edit', permissions: ['settings.manage'], group: 'town' },
  { key: 'keys', href: paths.keys, icon: 'lock', permissions: ['keys.manage'], group: 'machines' },
  { key: 'changes', href: paths.changes, icon: 'clock', permissions: ['audit.read'], group: 'machines' },
  {
    key: 'status',
    href: paths.systemStatus,
    icon: 'info',
    permissions: ['system.status'],
    group: 'machines',
  },
  {
    key: 'people',
    href: paths.people,
    icon: 'people',
    permissions: ['organisation.manage'],
    group: 'people',
  },
  { key: 'units', href: paths.units, icon: 'home', permissions: ['organisation.manage'], group: 'people' },
  {
    key: 'signIn',
    href: paths.signOnProviders,
    icon: 'user',
    permissions: ['sign_in.manage'],
    group: 'people',
  },
  { key: 'roles', href: paths.roles, icon: 'lock', permissions: ['organisation.manage'], group: 'people' },
  {
    key: 'webhooks',
    href: paths.webhooks,
    icon: 'megaphone',
    permissions: ['webhooks.manage'],
    group: 'machines',
  },
  {
    key: 'exchange',
    href: paths.partners,
    icon: 'external',
    permissions: ['exchange.manage'],
    group: 'machines',
  },
  {
    key: 'openData',
    href: paths.adminOpenData,
    icon: 'list',
    permissions: ['settings.manage'],
    group: 'machines',
  },
  {
    key: 'doubles',
    href: paths.doubles,
    icon: 'people',
    permissions: ['parties.merge'],
    group: 'privacy',
  },
  {
    key: 'organisations',
    href: paths.organisationRequests,
    icon: 'home',
    permissions: ['parties.confirm'],
    group: 'people',
  },
  {
    key: 'fourEyes',
    href: paths.adminFourEyes,
    icon: 'eye',
    permissions: ['settings.manage'],
    group: 'people',
  },
  {
    key: 'signInRules',
    href: paths.signInRules,
    icon: 'lock',
    permissions: ['settings.manage'],
    group: 'people',
  },
  {
    key: 'readings',
    href: paths.readings,
    icon: 'eye',
    permissions: ['privacy.read'],
    group: 'privacy',
  },
  {
    key: 'emergencies',
    href: paths.emergencies,
    icon: 'danger',
    permissions: ['privacy.read'],
    group: 'privacy',
  },
  { key: 'seals', href: paths.adminSeals, icon: 'lock', permissions: ['audit.read'], group: 'privacy' },
  {
    key: 'processings',
    href: paths.processings,
    icon: 'book',
    permissions: ['privacy.read'],
    group: 'privacy',
  },
  { key: 'retention', href: paths.retention, icon: 'clock', permissions: ['privacy.read'], group: 'privacy' },
  { key: 'holds', href: paths.holds, icon: 'lock', permissions: ['privacy.read'], group: 'privacy' },
  {
    key: 'subjects',
    href: paths.subjectRequests,
    icon: 'user',
    permissions: ['privacy.read'],
    group: 'privacy',
  },
]

/** What the actor may look after. */
export const areasFor = (actor: Actor): AdminArea[] =>
  adminAreas.filter((area) => area.permissions.some((permission) => may(actor, permission)))
