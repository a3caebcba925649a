import type { PageView } from '#http/view.ts'
import { objectLabel, type TownObject } from '#modules/objects/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { paths } from '../../paths.ts'

/** An object tapped on the map: what it is, how much is known of it, and the ways on. */
export function ObjectCard({
  view,
  object,
  count,
  open,
}: {
  view: PageView
  object: TownObject
  count: number
  open: number
}) {
  const { t, lang, format } = view
  return (
    <div class="sd-map__here">
      <h2 class="kern-heading-small">
        <a href={paths.object(object.code)}>{objectLabel(object, lang)}</a>
      </h2>
      <p>
        {count === 0
          ? t('objects.noReports')
          : t('objects.reports', { count, n: format.formatNumber(count), open: format.formatNumber(open) })}
      </p>
      {object.active && (
        <ButtonLink small kind="primary" icon="megaphone" href={paths.object(object.code)}>
          {t('objects.reportHere')}
        </ButtonLink>
      )}
    </div>
  )
}
