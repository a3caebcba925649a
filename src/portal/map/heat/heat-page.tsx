import type { PageView } from '#http/view.ts'
import type { Place } from '#modules/geo/index.ts'
import type { GeoBox } from '#modules/reports/index.ts'
import { hrefOf, textOfBox } from '#portal/reports/filter.ts'
import { ButtonLink } from '#ui/button.tsx'
import { ColumnChart } from '#ui/column-chart.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Tabs } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../../paths.ts'
import { type HeatAsked, heatHref } from './asked.ts'
import { heatClasses, trendClasses } from './classes.ts'
import { HeatFilters } from './heat-filters.tsx'
import { HeatRows, HeatTable } from './heat-table.tsx'
import type { HeatRow } from './rows.ts'

interface Props {
  view: PageView
  asked: HeatAsked
  rows: readonly HeatRow[]
  /** How many squares there are, and reports in them. */
  squares: number
  total: number
  series: readonly { month: string; n: number }[] | null
  /** SVG with the squares as links. */
  picture: string
  centre: Place
  /** The whole town. */
  box: GeoBox
}

/** The ways to look at the map, as links. */
export const mapTabs = (
  view: PageView,
  a: Pick<HeatAsked, 'filter'>,
  current: 'karte' | HeatAsked['view'],
) => {
  const { t } = view
  const heat = (which: HeatAsked['view']) => ({
    label: t(`map.heat.${which}`),
    href: heatHref({ filter: a.filter, view: which, span: '3', byDistrict: false }),
    current: current === which,
  })
  return [
    { label: t('map.map'), href: hrefOf(paths.map, a.filter), current: current === 'karte' },
    heat('dichte'),
    heat('entwicklung'),
    { label: t('map.list'), href: hrefOf(paths.list, a.filter) },
  ]
}

export function HeatPage({ view, asked, rows, squares, total, series, picture, centre, box }: Props) {
  const { t, format } = view
  const trend = asked.view === 'entwicklung'
  const title = t(`map.heat.${asked.view}Title`)
  const month = (key: string) =>
    new Intl.DateTimeFormat(view.lang, { month: 'short', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${key}-01T00:00:00Z`),
    )
  const span = (from: string, until: string) =>
    from === until ? month(from) : `${month(from)} – ${month(until)}`
  const { months } = asked
  const periods = trend
    ? { now: span(months.from, months.until), before: span(months.beforeFrom, months.beforeUntil) }
    : null
  return (
    <PortalLayout
      view={view}
      title={title}
      description={t(`map.heat.${asked.view}Lead`)}
      width="wide"
      islands={['heat']}
      trail={[{ label: t('map.title'), href: paths.map }, { label: t(`map.heat.${asked.view}`) }]}
    >
      <div class="sd-mappage">
        <PageTitle
          lead={t(`map.heat.${asked.view}Lead`)}
          actions={
            <ButtonLink href={paths.report} kind="primary" icon="megaphone">
              {t('nav.report')}
            </ButtonLink>
          }
        >
          {title}
        </PageTitle>
        <HeatFilters view={view} asked={asked} />
        <Tabs label={t('map.views')} items={mapTabs(view, asked, asked.view)} />
        <div class="sd-mapview sd-mapview--table">
          <section class="sd-mapview__map" aria-label={t('map.map')}>
            <div
              class="sd-map"
              data-island="heat"
              data-lat={centre.lat}
              data-lon={centre.lon}
              data-zoom={view.settings.map.zoom}
              data-box={textOfBox(box)}
              data-squares={heatHref(asked, trend ? paths.mapTrend : paths.mapHeat)}
              data-list={hrefOf(paths.list, asked.filter, { bereich: null })}
              data-label={title}
            >
              {/* Drawn by ourselves; see geo/town-picture. */}
              <div class="sd-map__slot" data-map-slot dangerouslySetInnerHTML={{ __html: picture }} />
            </div>
            <Legend view={view} trend={trend} />
          </section>
          {/* Scrolls by itself on wide screens, so the keyboard must be able to get there. */}
          <section class="sd-mapview__list" aria-label={t('map.heat.table')} tabindex={0}>
            {rows.length === 0 ? (
              <EmptyState
                title={t('map.heat.none')}
                actions={<ButtonLink href={paths.map}>{t('reports.showAll')}</ButtonLink>}
              />
            ) : (
              <>
                {periods && (
                  <p>
                    <strong>{periods.now}</strong> {t('map.heat.against')} {periods.before}
                  </p>
                )}
                {series && (
                  <div class="sd-chart">
                    <ColumnChart
                      t={t}
                      title={t('map.heat.series')}
                      columns={series.map((s) => ({
                        label: month(s.month),
                        value: s.n,
                        shown: format.formatNumber(s.n),
                      }))}
                    />
                  </div>
                )}
                <HeatRows view={view} asked={asked} />
                <HeatTable view={view} asked={asked} rows={rows} total={total} />
                {!asked.byDistrict && squares > rows.length && (
                  <p class="sd-muted">
                    {t('map.heat.most', { n: rows.length, of: format.formatNumber(squares) })}
                  </p>
                )}
              </>
            )}
          </section>
        </div>
      </div>
    </PortalLayout>
  )
}

/** What the colours and signs mean. */
function Legend({ view: { t }, trend }: { view: PageView; trend: boolean }) {
  const swatch = (fill: string) => (
    <svg width="20" height="14" viewBox="0 0 20 14" aria-hidden="true" focusable="false">
      <rect width="20" height="14" fill={fill} stroke="#6b7280" />
    </svg>
  )
  return (
    <ul class="sd-legend" aria-label={t('map.legend')}>
      {trend
        ? Object.values(trendClasses).map(({ key, fill, sign }) => (
            <li key={key}>
              {swatch(fill)} <span aria-hidden="true">{sign}</span> {t(`map.heat.class.${key}`)}
            </li>
          ))
        : heatClasses.map(({ key, fill }, i) => (
            <li key={key}>
              {swatch(fill)}{' '}
              {i === 0 ? t('map.heat.few') : i === heatClasses.length - 1 ? t('map.heat.many') : ''}
            </li>
          ))}
    </ul>
  )
}
