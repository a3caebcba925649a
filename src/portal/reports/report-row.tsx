import type { PageView } from '#http/view.ts'
import type { ListedReport } from '#modules/reports/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { beginning, shortAddress } from './short-address.ts'
import { statusLook, statusWord } from './status.ts'

interface Props {
  view: PageView
  report: ListedReport
  district: string | null
  /** Metres from the address that was asked for. */
  away?: number | null
  level?: 2 | 3
  /** Without the picture and the words: for a narrow column beside the map. */
  slim?: boolean
}

/** One report in a list: what, where, in what state, since when. */
export function ReportRow({ view, report, district, away, level = 2, slim }: Props) {
  const { t, format } = view
  const H = `h${level}` as const
  const look = statusLook(report)
  return (
    <li class={slim ? 'sd-report sd-report--slim' : 'sd-report'} id={slim ? `m-${report.number}` : undefined}>
      {!slim && (
        <span class="sd-report__picture">
          {report.photo ? (
            <img
              src={paths.photo(report.photo, 'klein')}
              alt=""
              width="128"
              height="96"
              loading="lazy"
              decoding="async"
            />
          ) : (
            <Icon name="pin" size={32} />
          )}
        </span>
      )}
      <div class="sd-report__words">
        <H class="sd-report__title">
          <a href={paths.publicReport(report.number)}>{report.title[view.lang]}</a>
        </H>
        <p class="sd-report__place">
          {[shortAddress(report.address), district].filter(Boolean).join(', ')}
          {away != null && (
            <span class="sd-report__away">
              {' · '}
              {t('reports.away', { metres: format.formatNumber(away) })}
            </span>
          )}
        </p>
        {!slim && report.text && (
          <p class="sd-report__text" dir="auto">
            {beginning(report.text)}
          </p>
        )}
        <p class="sd-report__meta">
          <Badge small tone={look.tone} icon={look.icon}>
            {statusWord(t, report)}
          </Badge>
          <span>
            {t('reports.reported')} <When view={view} at={report.openedAt} as="day" />{' '}
            <span class="sd-muted">({format.formatRelative(report.openedAt, view.now)})</span>
          </span>
          <span class="sd-muted">{t('reports.numberShort', { number: report.number })}</span>
        </p>
      </div>
    </li>
  )
}
