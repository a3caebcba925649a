import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import { SelectField } from '#ui/field/choice-field.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { Icon } from '#ui/icon.tsx'
import type { T } from '#ui/view.ts'
import { ages, type Change, type ListFilter, statusFilters } from './filter.ts'

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

interface FoldProps {
  t: T
  label: string
  /** How many filters in it are set. */
  count: number
  open?: boolean
  children: ComponentChildren
}

/** Filters behind a click, with the button that applies them. */
export function FilterFold({ t, label, count, open = false, children }: FoldProps) {
  return (
    <details class="sd-find__more" open={open}>
      <summary>
        <Icon name="filter" size={20} />
        {label}
        {count > 0 && <span class="sd-count">{count}</span>}
      </summary>
      <div class="sd-find__fields">
        {children}
        <button class="kern-btn kern-btn--secondary" type="submit">
          <span class="kern-label">{t('ui.filter.apply')}</span>
        </button>
      </div>
    </details>
  )
}

/** States as links, each with what else was chosen. */
export function StatusChips({
  view: { t },
  chosen,
  href,
}: {
  view: PageView
  chosen: ListFilter['asked']['status']
  href: (change: Change) => string
}) {
  return (
    <Chips
      label={t('reports.filter.status')}
      items={[null, ...statusFilters].map((status) => ({
        label: t(status ? `reports.filter.statusWord.${status}` : 'reports.filter.anyStatus'),
        href: href({ status }),
        current: (chosen ?? null) === status,
      }))}
    />
  )
}
