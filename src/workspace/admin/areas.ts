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
  {
    key: 'webhooks',
    href: paths.webhooks,
    icon: 'megaphone',
    permissions: ['webhooks.manage'],
    group: 'machines',
  },
]

/** What the actor may look after. */
export const areasFor = (actor: Actor): AdminArea[] =>
  adminAreas.filter((area) => area.permissions.some((permission) => may(actor, permission)))
