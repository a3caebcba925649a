import type { PageView } from '#http/view.ts'
import type { ManagedCategory } from '#modules/reports/index.ts'
import { Badge } from '#ui/badge.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

interface Props {
  view: PageView
  categories: readonly ManagedCategory[]
  unitName: (id: string) => string
  done?: string | null
}

/** What can be reported, group by group. */
export function CategoriesPage({ view, categories, unitName, done }: Props) {
  const { t, format } = view
  const title = t('admin.area.categories.title')
  const make = (
    <ButtonLink kind="primary" icon="plus" href={paths.categoryNew}>
      {t('categories.new')}
    </ButtonLink>
  )
  return (
    <AdminLayout
      view={view}
      title={title}
      lead={t('categories.lead')}
      done={done ? t(`categories.done.${done}`) : null}
      actions={make}
    >
      {categories.length === 0 && <EmptyState title={t('categories.none')} />}
      {[...Map.groupBy(categories, (c) => c.groupName)].map(([group, own]) => (
        <Section key={group} title={group}>
          <div class="sd-even">
            <Table
              t={t}
              caption={group}
              captionHidden
              small
              rows={own}
              rowKey={(c) => c.code}
              columns={[
                {
                  key: 'name',
                  label: t('categories.name.label'),
                  rowHeader: true,
                  cell: (c) => (
                    <a href={paths.category(c.code)}>{view.lang === 'en' ? c.name.en : c.name.de}</a>
                  ),
                },
                { key: 'unit', label: t('categories.unit.label'), cell: (c) => unitName(c.unitId) },
                {
                  key: 'hours',
                  label: t('categories.hours.label'),
                  numeric: true,
                  cell: (c) => format.formatNumber(c.targetHours),
                },
                {
                  key: 'public',
                  label: t('categories.seen'),
                  cell: (c) => (
                    <>
                      <Badge tone={c.public ? 'neutral' : 'warning'} small>
                        {t(c.public ? 'categories.isPublic' : 'categories.notPublic')}
                      </Badge>{' '}
                      {!c.active && (
                        <Badge tone="danger" small>
                          {t('categories.notActive')}
                        </Badge>
                      )}
                    </>
                  ),
                },
              ]}
            />
          </div>
        </Section>
      ))}
    </AdminLayout>
  )
}
