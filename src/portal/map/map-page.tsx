import type { PageView } from '#http/view.ts'
import { metres, type Place } from '#modules/geo/index.ts'
import type { ListedReport } from '#modules/reports/index.ts'
import { LayerSwitch, ObjectLists } from '#portal/objects/layer-switch.tsx'
import { hrefOf, type ListFilter } from '#portal/reports/filter.ts'
import { ReportFilters } from '#portal/reports/filter-form.tsx'
import { countWords, NearNotice } from '#portal/reports/list-page.tsx'
import { ReportRow } from '#portal/reports/report-row.tsx'
import { SubscribeLinks } from '#portal/subscriptions/subscribe-links.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Tabs } from '#ui/filter-bar.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { mapTabs } from './heat/heat-page.tsx'

export interface MapPageProps {
  view: PageView
  filter: ListFilter
  reports: readonly ListedReport[]
  count: number
  /** SVG of the town with what lies where, as links. */
  picture: string
  centre: Place
}

/** List left, map right; without JavaScript the map is the server's picture, and the list does the rest. */
export function MapPage({ view, filter, reports, count, picture, centre }: MapPageProps) {
  const { t } = view
  const { asked, near } = filter
  const district = (id: string | null) => filter.districts.find((d) => d.id === id)?.name ?? null
  const data = hrefOf(paths.mapReports, filter, { nahe: '' })
  return (
    <PortalLayout
      view={view}
      title={t('map.title')}
      description={t('map.lead')}
      width="wide"
      islands={['map']}
      trail={[{ label: t('map.title') }]}
    >
      <div class="sd-mappage">
        <PageTitle
          actions={
            <ButtonLink href={paths.report} kind="primary" icon="megaphone">
              {t('nav.report')}
            </ButtonLink>
          }
        >
          {t('map.title')}
        </PageTitle>
        <div data-map-part="filters">
          <ReportFilters compact view={view} filter={filter} path={paths.map} />
          <NearNotice view={view} filter={filter} path={paths.map} />
          <LayerSwitch view={view} filter={filter} />
        </div>
        <p class="kern-sr-only" role="status" data-map-live />
        <div data-map-part="tabs">
          <Tabs label={t('map.views')} items={mapTabs(view, { filter }, 'karte')} />
        </div>
        <div class="sd-mapview">
          <section class="sd-mapview__map" aria-label={t('map.map')}>
            <div
              class="sd-map"
              data-island="map"
              data-lat={near?.lat ?? centre.lat}
              data-lon={near?.lon ?? centre.lon}
              data-zoom={near ? 16 : view.settings.map.zoom}
              data-near={near ? 'ja' : undefined}
              data-reports={data}
              data-works={paths.mapWorks}
              data-card={hrefOf(paths.mapBox, filter, { bereich: null, nahe: '' })}
              data-number={paths.mapCard('NUMMER')}
              data-objects={
                asked.ebene.length > 0 ? urlWith(paths.mapObjects, { ebene: asked.ebene }) : undefined
              }
              data-object={paths.mapObject('KENNUNG')}
              data-label={t('map.label', { town: view.town.name })}
              data-close={t('map.close')}
              data-failed={t('map.failed')}
            >
              {/* Drawn by ourselves; see geo/town-picture. */}
              <div class="sd-map__slot" data-map-slot dangerouslySetInnerHTML={{ __html: picture }} />
              <div class="sd-map__card" data-map-card aria-live="polite" hidden />
            </div>
            <Legend view={view} />
          </section>
          {/* Scrolls by itself on wide screens, so the keyboard must be able to get there. */}
          <section class="sd-mapview__list" aria-label={t('map.list')} tabindex={0} data-map-part="list">
            <p class="sd-find__count" role="status">
              {countWords(view, count)}
            </p>
            {reports.length === 0 ? (
              <EmptyState
                title={t('reports.none')}
                actions={<ButtonLink href={paths.map}>{t('reports.showAll')}</ButtonLink>}
              />
            ) : (
              <ul class="sd-reports sd-reports--slim">
                {reports.map((r) => (
                  <ReportRow
                    key={r.id}
                    slim
                    view={view}
                    report={r}
                    district={district(r.areaId)}
                    away={near && r.place ? Math.round(metres(near, r.place) / 10) * 10 : null}
                  />
                ))}
              </ul>
            )}
            {count > reports.length && (
              <ButtonLink href={hrefOf(paths.list, filter)} icon="list" block>
                {t('map.allAsList')}
              </ButtonLink>
            )}
            <SubscribeLinks view={view} filter={filter} />
            <ObjectLists view={view} filter={filter} />
          </section>
        </div>
      </div>
    </PortalLayout>
  )
}

/** What the colours of the dots mean. */
function Legend({ view }: { view: PageView }) {
  return (
    <ul class="sd-legend" aria-label={view.t('map.legend')}>
      {(['open', 'scheduled', 'in_progress', 'closed'] as const).map((status) => (
        <li key={status}>
          <span class={`sd-legend__dot sd-legend__dot--${status}`} />
          {view.t(`reports.status.${status}`)}
        </li>
      ))}
      <li>
        <span class="sd-legend__circle" aria-hidden="true">
          12
        </span>
        {view.t('map.gathered')}
      </li>
      <li>
        <a href={paths.works}>{view.t('works.map.layer')}</a>
      </li>
    </ul>
  )
}
