import type { PageView } from '#http/view.ts'
import { statusFilters } from '#portal/reports/filter.ts'
import { AgeField, CategoryField, DistrictField } from '#portal/reports/narrowing.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { paths } from '../../../paths.ts'
import { type HeatAsked, spans } from './asked.ts'

/** Category, district, state; and how far back, or what is compared with what. */
export function HeatFilters({ view, asked }: { view: PageView; asked: HeatAsked }) {
  const { t } = view
  const { filter } = asked
  const trend = asked.view === 'entwicklung'
  return (
    <FilterBar
      t={t}
      action={paths.map}
      hidden={[
        ['ansicht', asked.view],
        ...(asked.byDistrict ? [['nach', 'ortsteil'] as const] : []),
        ...(filter.asked.q && !trend ? [['q', filter.asked.q] as const] : []),
      ]}
    >
      <CategoryField view={view} filter={filter} />
      <SelectField
        t={t}
        name="status"
        optional
        label={t('reports.filter.status')}
        value={filter.asked.status ?? ''}
        placeholder={t('reports.filter.anyStatus')}
        options={statusFilters.map((one) => ({
          value: one,
          label: t(`reports.filter.statusWord.${one}`),
        }))}
      />
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
    </FilterBar>
  )
}
