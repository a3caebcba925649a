import type { PageView } from '#http/view.ts'
import { hrefOf, type ListFilter } from '#portal/reports/filter.ts'
import { Icon } from '#ui/icon.tsx'
import { paths } from '../../paths.ts'
import { subscribeHref } from './entry.ts'

/** Beside a list or a map: be told of what is shown there. */
export function SubscribeLinks({ view: { t }, filter }: { view: PageView; filter: ListFilter }) {
  return (
    <p class="sd-case__links">
      <a href={subscribeHref(filter)}>
        <Icon name="bell" size={20} /> {t('near.subscribe')}
      </a>
      {' · '}
      <a href={hrefOf(paths.listAtom, filter, { nahe: '' })} type="application/atom+xml">
        {t('near.listFeed')}
      </a>
    </p>
  )
}
