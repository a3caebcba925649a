import type { PageView } from '#http/view.ts'
import { ages, statusFilters } from '#portal/reports/filter.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { paths } from '../../../paths.ts'
import { type HeatAsked, spans } from './asked.ts'

/** Category, district, state; and how far back, or what is compared with what. */
export function HeatFilters({ view, asked }: { view: PageView; asked: HeatAsked }) {
  const { t, lang } = view
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
      <SelectField
        t={t}
        name="kategorie"
        optional
        label={t('reports.filter.category')}
        value={filter.asked.kategorie[0] ?? ''}
        placeholder={t('reports.filter.allCategories')}
        options={filter.catalogue.groups.map((group) => ({
          group: group.name[lang],
          options: group.categories
            .filter((one) => one.public)
            .map((one) => ({ value: one.code, label: one.name[lang] })),
        }))}
      />
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
      {filter.districts.length > 0 && (
        <SelectField
          t={t}
          name="ortsteil"
          optional
          label={t('reports.filter.district')}
          value={filter.asked.ortsteil}
          placeholder={t('reports.filter.wholeTown')}
          options={filter.districts.map((d) => ({ value: d.code, label: d.name }))}
        />
      )}
      {trend ? (
        <SelectField
          t={t}
          name="zeitraum"
          label={t('map.heat.span')}
          value={asked.span}
          options={spans.map((one) => ({ value: one, label: t(`map.heat.spans.${one}`) }))}
        />
      ) : (
        <SelectField
          t={t}
          name="tage"
          optional
          label={t('reports.filter.age')}
          value={filter.asked.tage ? String(filter.asked.tage) : ''}
          placeholder={t('reports.filter.allTime')}
          options={ages.map((n) => ({ value: String(n), label: t(`reports.age.${n}`) }))}
        />
      )}
    </FilterBar>
  )
}
