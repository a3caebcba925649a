import { When } from '#ui/when.tsx'
import { paths } from '../../../paths.ts'
import { Part } from '../case-part.tsx'
import type { Desk } from '../desk.ts'

/** Open cases of the same category a little farther off. */
export function RelatedSide({ desk }: { desk: Desk }) {
  const { view, doubles } = desk
  const { likely } = doubles
  const related = desk.related.filter((one) => !likely.some((other) => other.case.id === one.case.id))
  const { t } = view
  if (related.length === 0) return null
  return (
    <Part title={t('workspace.side.related')}>
      <ul class="related">
        {related.map(({ case: other, metres }) => (
          <li key={other.id}>
            <a href={paths.case(other.number)}>{other.number}</a>{' '}
            <span>
              {t('workspace.side.near', { metres })} · <When view={view} at={other.openedAt} now={view.now} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}
