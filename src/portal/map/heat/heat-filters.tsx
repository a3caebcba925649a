import type { PageView } from '#http/view.ts'
import type { Change } from '#portal/reports/filter.ts'
import { ActiveFilters } from '#portal/reports/filter-form.tsx'
import {
  AgeField,
  CategoryField,
  DistrictField,
  FilterFold,
  StatusChips,
} from '#portal/reports/narrowing.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { paths } from '../../../paths.ts'
import { type HeatAsked, heatHref, spans } from './asked.ts'

const nothing: Change = { kategorie: [], ortsteil: '', status: null, tage: null, q: '', objekt: '' }

interface Props {
  view: PageView
  asked: HeatAsked
}

/** As on the map: states as links, the rest behind a click; and how far back, or what is compared with what. */
export function HeatFilters({ view, asked }: Props) {
  const { t } = view
  const { filter } = asked
  const { status } = filter.asked
  const trend = asked.view === 'entwicklung'
  const hidden: [string, string | null | false][] = [
    ['ansicht', asked.view],
    ['status', status],
    ['nach', asked.byDistrict && 'ortsteil'],
    ['q', !trend && filter.asked.q],
  ]
  const active = [filter.asked.kategorie.length > 0, filter.asked.ortsteil, !trend && filter.asked.tage]
  const count = active.filter(Boolean).length
  return (
    <div class="sd-find sd-find--compact">
      <search aria-label={t('ui.filter.label')}>
        <form class="sd-find__form" method="get" action={paths.map}>
          {hidden.map(([name, value]) => value && <input key={name} type="hidden" {...{ name, value }} />)}
          <FilterFold t={t} label={t('reports.filter.more')} count={count}>
            <CategoryField view={view} filter={filter} />
            <DistrictField view={view} chosen={filter.asked.ortsteil} districts={filter.districts} />
            {trend ? (
              <SelectField
                t={t}
                name="zeitraum"
                label={t('map.heat.span')}
                value={asked.span}
                options={spans.map((one) => ({ value: one, label: t(`map.heat.spans.${one}`) }))}
              />
            ) : (
              <AgeField view={view} days={filter.asked.tage} />
            )}
          </FilterFold>
        </form>
      </search>
      <StatusChips view={view} chosen={status} href={(change) => heatHref(asked, paths.map, change)} />
      <ActiveFilters
        view={view}
        filter={filter}
        href={(change) => heatHref(asked, paths.map, change)}
        all={heatHref(asked, paths.map, nothing)}
      />
    </div>
  )
}
