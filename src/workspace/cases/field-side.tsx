import { Part } from './case-part.tsx'
import type { Desk } from './desk.ts'

/** What was done on site: how often somebody was there, how long, and what was used up. */
export function OnSitePart({ desk: { view, onSite } }: { desk: Desk }) {
  const { t, format } = view
  if (!onSite) return null
  return (
    <Part title={t('field.side.title')}>
      <ul class="related">
        {onSite.arrivals > 0 && <li>{t('field.side.arrivals', { count: onSite.arrivals })}</li>}
        {onSite.minutes > 0 && <li>{t('field.side.minutes', { count: onSite.minutes })}</li>}
        {onSite.materials.map((one, i) => (
          <li key={i}>
            {format.formatNumber(one.quantity)} {one.unit} {one.name}
          </li>
        ))}
      </ul>
    </Part>
  )
}
