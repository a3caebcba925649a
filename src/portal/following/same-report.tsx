import type { ComponentChildren } from 'preact'
import { waitingWords } from '#http/counted.ts'
import type { PageView } from '#http/view.ts'
import type { Case, Waiting } from '#modules/cases/index.ts'
import { beginning, shortAddress } from '#portal/reports/short-address.ts'
import { statusLook, statusWord } from '#portal/reports/status.ts'
import { Badge } from '#ui/badge.tsx'
import { Icon } from '#ui/icon.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  report: Case
  text?: string
  photo: string | null
  /** Metres from what is being reported. */
  away?: number
  waiting: Waiting
  children?: ComponentChildren
}

/** A report that may be the same one: picture, what, how far, in what state, who else waits. */
export function SameReport({ view, report, text, photo, away, waiting, children }: Props) {
  const { t, format, lang } = view
  const look = statusLook(report)
  return (
    <li class="sd-report">
      <span class="sd-report__picture">
        {photo ? (
          <img src={paths.photo(photo, 'klein')} alt="" width="128" height="96" decoding="async" />
        ) : (
          <Icon name="pin" size={32} />
        )}
      </span>
      <div class="sd-report__words">
        <h2 class="sd-report__title">{report.title[lang]}</h2>
        <p class="sd-report__place">
          {shortAddress(report.address)}
          {away !== undefined && (
            <span class="sd-report__away">
              {report.address ? ' · ' : ''}
              {t('reports.away', { metres: format.formatNumber(away) })}
            </span>
          )}
        </p>
        {text && (
          <p class="sd-report__text" dir="auto">
            {beginning(text)}
          </p>
        )}
        <p class="sd-report__meta">
          <Badge small tone={look.tone} icon={look.icon}>
            {statusWord(t, report)}
          </Badge>
          <span>
            {t('reports.reported')} <When view={view} at={report.openedAt} as="day" />
          </span>
          <span>{waitingWords(view, waiting)}</span>
          <a href={paths.publicReport(report.number)}>
            {t('reports.numberShort', { number: report.number })}
          </a>
        </p>
        {children}
      </div>
    </li>
  )
}
