import type { PageView } from '#http/view.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import { ages, type ListFilter } from './filter.ts'

interface Props {
  view: PageView
  filter: Pick<ListFilter, 'asked' | 'catalogue'>
}

/** Categories that may be public, by their groups. */
export function CategoryField({ view: { t, lang }, filter: { asked, catalogue } }: Props) {
  return (
    <SelectField
      t={t}
      name="kategorie"
      optional
      label={t('reports.filter.category')}
      value={asked.kategorie[0] ?? ''}
      placeholder={t('reports.filter.allCategories')}
      options={catalogue.groups.map((group) => ({
        group: group.name[lang],
        options: group.categories
          .filter((one) => one.public)
          .map((one) => ({ value: one.code, label: one.name[lang] })),
      }))}
    />
  )
}

/** Nothing where the town has no districts. */
export function DistrictField({
  view: { t },
  chosen,
  districts,
}: {
  view: PageView
  chosen: string
  districts: readonly { code: string; name: string }[]
}) {
  if (districts.length === 0) return null
  return (
    <SelectField
      t={t}
      name="ortsteil"
      optional
      label={t('reports.filter.district')}
      value={chosen}
      placeholder={t('reports.filter.wholeTown')}
      options={districts.map((d) => ({ value: d.code, label: d.name }))}
    />
  )
}

export function AgeField({ view: { t }, days }: { view: PageView; days: number | null }) {
  return (
    <SelectField
      t={t}
      name="tage"
      optional
      label={t('reports.filter.age')}
      value={days ? String(days) : ''}
      placeholder={t('reports.filter.allTime')}
      options={ages.map((n) => ({ value: String(n), label: t(`reports.age.${n}`) }))}
    />
  )
}
