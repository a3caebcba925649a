import type { PageView } from '#http/view.ts'
import { objectLabel, type TownObject } from '#modules/objects/index.ts'
import { type Catalogue, MOST_LOOKED_AT, type Repeat, type RepeatedPlace } from '#modules/reports/index.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { SelectField } from '#ui/field/choice-field.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { LongTable } from '#ui/long-table.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import type { Column } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

export const periods = [3, 12, 36] as const

interface Props {
  view: PageView
  asked: { months: number; unit: string; category: string }
  objects: readonly (Repeat & { object: TownObject })[]
  places: readonly RepeatedPlace[]
  /** There were more reports than were looked at for places. */
  capped: boolean
  units: readonly { value: string; label: string }[]
  catalogue: Catalogue
}

/** What recurs, by object and by place, most frequent first. */
export function RepeatsPage({ view, asked, objects, places, capped, units, catalogue }: Props) {
  const { t, lang, format } = view
  const nameOf = (type: string): string => catalogue.byCode.get(type)?.name[lang] ?? type
  const counts = <R extends Repeat>(): Column<R>[] => [
    { key: 'n', label: t('objects.repeats.cases'), numeric: true, cell: (row) => format.formatNumber(row.n) },
    {
      key: 'open',
      label: t('objects.repeats.openCases'),
      numeric: true,
      cell: (row) => format.formatNumber(row.open),
    },
    { key: 'types', label: t('objects.repeats.kinds'), cell: (row) => row.types.map(nameOf).join(', ') },
    {
      key: 'last',
      label: t('objects.repeats.last'),
      nowrap: true,
      cell: (row) => <When view={view} at={row.last} as="day" />,
    },
  ]
  const around = ({ lat, lon }: RepeatedPlace): string => {
    const [up, aside] = [0.00035, 0.0005]
    return [lon - aside, lat - up, lon + aside, lat + up].map((n) => n.toFixed(6)).join(',')
  }
  return (
    <WorkspaceLayout view={view} title={t('objects.repeats.title')}>
      <PageTitle lead={t('objects.repeats.lead')}>{t('objects.repeats.title')}</PageTitle>
      <FilterBar t={t} action={paths.repeats}>
        <SelectField
          t={t}
          name="monate"
          label={t('objects.repeats.months')}
          value={String(asked.months)}
          options={periods.map((n) => ({
            value: String(n),
            label: t('objects.repeats.month', { count: n }),
          }))}
        />
        <SelectField
          t={t}
          name="einheit"
          label={t('objects.repeats.unit')}
          optional
          value={asked.unit}
          placeholder={t('objects.repeats.anyUnit')}
          options={units}
        />
        <SelectField
          t={t}
          name="kategorie"
          label={t('reports.filter.category')}
          optional
          value={asked.category}
          placeholder={t('reports.filter.allCategories')}
          options={catalogue.groups.map((group) => ({
            group: group.name[lang],
            options: group.categories.map((one) => ({ value: one.code, label: one.name[lang] })),
          }))}
        />
      </FilterBar>
      <Section title={t('objects.repeats.objects')}>
        <LongTable
          t={t}
          figures
          caption={t('objects.repeats.caption')}
          captionHidden
          rows={objects}
          rowKey={(row) => row.object.id}
          columns={[
            {
              key: 'object',
              label: t('objects.repeats.object'),
              rowHeader: true,
              cell: ({ object }) => {
                const label = objectLabel(object, lang)
                return object.layer.public ? <a href={paths.object(object.code)}>{label}</a> : label
              },
            },
            ...counts<(typeof objects)[number]>(),
          ]}
          empty={<EmptyState level={3} title={t('objects.repeats.noObjects')} />}
        />
      </Section>
      <Section
        title={t('objects.repeats.places')}
        {...(capped && { intro: t('objects.repeats.capped', { n: format.formatNumber(MOST_LOOKED_AT) }) })}
      >
        <LongTable
          t={t}
          figures
          caption={t('objects.repeats.caption')}
          captionHidden
          rows={places}
          rowKey={(row) => `${row.type} ${row.lat} ${row.lon}`}
          columns={[
            {
              key: 'place',
              label: t('objects.repeats.place'),
              rowHeader: true,
              cell: (row) => (
                <a href={urlWith(paths.list, { bereich: around(row), kategorie: row.type })}>
                  {row.address || `${row.lat.toFixed(4)}, ${row.lon.toFixed(4)}`}
                </a>
              ),
            },
            ...counts<RepeatedPlace>(),
          ]}
          empty={<EmptyState level={3} title={t('objects.repeats.noPlaces')} />}
        />
      </Section>
    </WorkspaceLayout>
  )
}
