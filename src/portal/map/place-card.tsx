import type { PageView } from '#http/view.ts'
import { type ListedReport, MOST_COUNTED } from '#modules/reports/index.ts'
import { hrefOf, type ListFilter } from '#portal/reports/filter.ts'
import { countWords } from '#portal/reports/list-page.tsx'
import { ReportRow } from '#portal/reports/report-row.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  filter: ListFilter
  reports: readonly ListedReport[]
  count: number
}

/** What lies at one place of the map: a report's card, or several with the way to all of them. */
export function PlaceCard({ view, filter, reports, count }: Props) {
  const { t, format } = view
  const n = format.formatNumber(count)
  return (
    <>
      {count > 1 && (
        <p class="sd-map__here">
          {count > MOST_COUNTED ? countWords(view, count) : t('map.here', { count, n })}
        </p>
      )}
      <ul class="sd-reports">
        {reports.map((report) => (
          <ReportRow
            key={report.id}
            view={view}
            report={report}
            district={filter.districts.find((d) => d.id === report.areaId)?.name ?? null}
          />
        ))}
      </ul>
      {count > reports.length && (
        <p class="sd-map__here">
          <a href={hrefOf(paths.list, filter)}>
            {count > MOST_COUNTED ? t('map.allAsList') : t('map.allHere', { n })}
          </a>
        </p>
      )}
    </>
  )
}
