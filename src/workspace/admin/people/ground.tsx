import type { PageView } from '#http/view.ts'
import type { Ground, Organisation } from '#modules/organisation/index.ts'
import type { CategoryGroup } from '#modules/reports/index.ts'
import { sayRole, sayTerm, sayUnit } from './words.tsx'

export interface Words {
  view: PageView
  org: Organisation
  groups: readonly CategoryGroup[]
}

export const isWholeTown = (org: Organisation, units: readonly string[]): boolean =>
  org.roots.length > 1 && org.roots.every((root) => units.includes(root))

/** Where a right was given: one or two by name, many by number, all as the whole town. */
export function sayWhere({ view, org }: Words, ground: Pick<Ground, 'at'>): string {
  if (isWholeTown(org, ground.at)) return view.t('rights.wholeTown')
  return ground.at.length <= 2
    ? ground.at.map((unit) => sayUnit(view, org, unit)).join(', ')
    : view.t('people.atUnits', { count: ground.at.length })
}

export const sayTypes = ({ view, groups }: Words, types: readonly string[]): string =>
  types
    .map((code) => groups.flatMap((g) => g.categories).find((c) => c.code === code)?.name[view.lang] ?? code)
    .join(', ')

/** "Sachbearbeitung an Tiefbauamt, seit 1.1.2026", and for whom when it is a deputy's. */
export function sayGround(words: Words, ground: Ground): string {
  const { view, org } = words
  const { t } = view
  const params = { role: sayRole(view, org, ground.role), where: sayWhere(words, ground) }
  const all = isWholeTown(org, ground.at) ? 'Everywhere' : ''
  const text = ground.for
    ? t(`rights.asDeputy${all}`, { ...params, name: org.staff.get(ground.for)?.name ?? '' })
    : t(`rights.byRole${all}`, params)
  const from = ground.from
  const term = from && sayTerm(view, { from, until: ground.until, state: 'now' })
  const types = ground.types && t('rights.onlyFor', { types: sayTypes(words, ground.types) })
  return [text, term, types].filter(Boolean).join(', ')
}

/** The number of a ground, in its colour; it leads to where the ground stands in words. */
export function GroundMark({ words, ground }: { words: Words; ground: Ground }) {
  return (
    <a class={`org-mark org-mark--${((ground.n - 1) % 6) + 1}`} href={`#grund-${ground.n}`}>
      <span class="kern-sr-only">{words.view.t('rights.ground')} </span>
      {ground.n}
      <span class="kern-sr-only">: {sayGround(words, ground)}</span>
    </a>
  )
}
