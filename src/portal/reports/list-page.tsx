import type { PageView } from '#http/view.ts'
import { metres } from '#modules/geo/index.ts'
import { type ListedReport, MOST_COUNTED } from '#modules/reports/index.ts'
import { SubscribeLinks } from '#portal/subscriptions/subscribe-links.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Tabs } from '#ui/filter-bar.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { Pager } from '#ui/pagination.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import { hrefOf, type ListFilter } from './filter.ts'
import { ReportFilters } from './filter-form.tsx'
import { ReportRow } from './report-row.tsx'

export interface ListPageProps {
  view: PageView
  filter: ListFilter
  reports: readonly ListedReport[]
  next: { at: string; id: string } | null
  count: number
}

/** How many there are, in words; numbers that were not counted to the end say so. */
export const countWords = ({ t, format }: PageView, count: number): string =>
  count > MOST_COUNTED
    ? t('reports.countMore', { n: format.formatNumber(MOST_COUNTED) })
    : t('reports.count', { count, n: format.formatNumber(count) })

export function ListPage({ view, filter, reports, next, count }: ListPageProps) {
  const { t } = view
  const { asked, near } = filter
  const district = (id: string | null) => filter.districts.find((d) => d.id === id)?.name ?? null
  const away = (r: ListedReport) => (near && r.place ? Math.round(metres(near, r.place) / 10) * 10 : null)
  return (
    <PortalLayout
      view={view}
      title={t('reports.title')}
      description={t('reports.lead')}
      trail={[{ label: t('reports.title') }]}
      head={
        <link
          rel="alternate"
          type="application/atom+xml"
          title={t('near.listFeed')}
          href={hrefOf(paths.listAtom, filter, { nahe: '' })}
        />
      }
      noIndex={asked.vor !== null || asked.q !== '' || asked.nahe !== '' || asked.bereich !== null}
    >
      <PageTitle
        lead={t('reports.lead')}
        actions={
          <ButtonLink href={paths.report} kind="primary" icon="megaphone">
            {t('nav.report')}
          </ButtonLink>
        }
      >
        {t('reports.title')}
      </PageTitle>
      <ReportFilters view={view} filter={filter} path={paths.list} />
      <Tabs
        label={t('map.views')}
        items={[
          { label: t('map.list'), href: hrefOf(paths.list, filter), current: true },
          { label: t('map.map'), href: hrefOf(paths.map, filter) },
        ]}
      />
      <NearNotice view={view} filter={filter} path={paths.list} />
      <SubscribeLinks view={view} filter={filter} />
      {reports.length === 0 ? (
        <EmptyState
          title={t('reports.none')}
          actions={<ButtonLink href={paths.list}>{t('reports.showAll')}</ButtonLink>}
        >
          {t('reports.noneText')}
        </EmptyState>
      ) : (
        <>
          <p class="sd-find__count" role="status">
            {countWords(view, count)}
            {near ? ` ${t('reports.nearestFirst')}` : ` ${t('reports.newestFirst')}`}
          </p>
          <ul class="sd-reports">
            {reports.map((report) => (
              <ReportRow
                key={report.id}
                view={view}
                report={report}
                district={district(report.areaId)}
                away={away(report)}
              />
            ))}
          </ul>
        </>
      )}
      <Pager
        t={t}
        previous={asked.vor ? hrefOf(paths.list, filter) : null}
        previousLabel={t('reports.newest')}
        next={next ? hrefOf(paths.list, filter, { vor: next }) : null}
        nextLabel={t('reports.older')}
      />
    </PortalLayout>
  )
}

/** Which address "near" was understood as, or that there is none like it. */
export function NearNotice({ view, filter, path }: { view: PageView; filter: ListFilter; path: string }) {
  const { t } = view
  if (!filter.asked.nahe) return null
  if (!filter.near)
    return <Notice tone="warning" title={t('reports.nearUnknown', { address: filter.asked.nahe })} />
  const others = filter.alsoNear.filter((a) => a.street !== filter.near?.street).slice(0, 3)
  if (others.length === 0) return null
  return (
    <p class="sd-find__also">
      {t('reports.alsoNear')}{' '}
      {others.map((a, i) => (
        <span key={a.id}>
          {i > 0 && ', '}
          <a href={hrefOf(path, filter, { nahe: a.label })}>{a.label}</a>
        </span>
      ))}
    </p>
  )
}
