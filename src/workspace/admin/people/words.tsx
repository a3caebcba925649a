import type { PageView } from '#http/view.ts'
import { type HeldRole, type Organisation, roleName, unitName } from '#modules/organisation/index.ts'
import { Badge } from '#ui/badge.tsx'
import type { Tone } from '#ui/notice.tsx'
import type { PersonState } from './found.ts'

const tones: Record<PersonState, Tone | 'neutral'> = {
  active: 'success',
  later: 'info',
  invited: 'info',
  expired: 'warning',
  none: 'neutral',
  disabled: 'danger',
}

export const StateBadge = ({ view, state }: { view: PageView; state: PersonState }) => (
  <Badge tone={tones[state]} small>
    {view.t(`people.state.${state}`)}
  </Badge>
)

export const sayRole = (view: PageView, org: Organisation, code: string): string => {
  const role = org.roles.get(code)
  return role ? roleName(role, view.lang) : code
}

export const sayUnit = (view: PageView, org: Organisation, id: string): string => {
  const unit = org.units.get(id)
  return unit ? unitName(unit, view.lang) : view.t('people.unknownUnit')
}

/** A role that ends at midnight is held until the day before. */
export const lastDay = (until: Date): Date => new Date(until.getTime() - 1)

/** "seit 1.3.2026, bis 31.12.2026" */
export function sayTerm(view: PageView, held: Pick<HeldRole, 'from' | 'until' | 'state'>): string {
  const { t, format } = view
  const from = t(held.state === 'future' ? 'people.term.fromLater' : 'people.term.from', {
    day: format.formatDay(held.from),
  })
  return held.until ? t('people.term.until', { from, day: format.formatDay(lastDay(held.until)) }) : from
}

/** The same role at many units in one line: an administrator holds theirs at all departments. */
export function byRole(roles: readonly HeldRole[]): { role: string; units: string[] }[] {
  return [...Map.groupBy(roles, (h) => h.role)].map(([role, held]) => ({
    role,
    units: [...new Set(held.map((h) => h.unit))],
  }))
}
