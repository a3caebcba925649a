import type { PageView } from '#http/view.ts'
import type { DueCase, Outlook, Week } from '#modules/cases/index.ts'
import { daysInWords, type Processing, type Run } from '#modules/privacy/index.ts'
import { BarChart } from '#ui/bar-chart.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DueList } from './retention-due.tsx'
import { RetentionLog } from './retention-log.tsx'
import { PrivacyTabs, PrivacyTrail } from './tabs.tsx'

const WEEK = 7 * 86_400_000

interface Props {
  view: PageView
  outlook: readonly Outlook[]
  chosen: Outlook
  days: number
  due: readonly DueCase[]
  most: number
  weeks: readonly Week[]
  log: readonly Run[]
  last: Date | null
  processings: readonly Processing[]
}

/** What goes next, and what has gone. */
export function RetentionPage(p: Props) {
  const { view } = p
  const { t } = view
  return (
    <WorkspaceLayout view={view} title={t('privacy.retention.title')}>
      <PrivacyTrail view={view} title={t('privacy.retention.title')} />
      <PageTitle lead={t('privacy.retention.lead')}>{t('privacy.retention.title')}</PageTitle>
      <PrivacyTabs view={view} at={paths.retention} />
      <OutlookTable {...p} />
      {p.weeks.some((w) => w.cases > 0) && <Weeks {...p} />}
      <DueList {...p} />
      <RetentionLog {...p} />
    </WorkspaceLayout>
  )
}

function OutlookTable({ view, outlook, last }: Props) {
  const { t, lang, format } = view
  const ran = last
    ? t('privacy.retention.lastRun', { at: format.formatDateTime(last) })
    : t('privacy.retention.neverRun')
  const number = (n: number, o: Outlook, days: number) => (
    <a href={urlWith(paths.retention, { verarbeitung: o.processing.code, tage: String(days) })}>
      {format.formatNumber(n)}
    </a>
  )
  return (
    <Section title={t('privacy.retention.outlook')} intro={ran}>
      <Table
        t={t}
        caption={t('privacy.retention.outlook')}
        captionHidden
        rows={outlook}
        rowKey={(o) => o.processing.code}
        columns={[
          {
            key: 'name',
            label: t('privacy.retention.processing'),
            rowHeader: true,
            cell: (o) => <a href={paths.processing(o.processing.code)}>{o.processing.name[lang]}</a>,
          },
          {
            key: 'period',
            label: t('privacy.retention.period'),
            cell: (o) => daysInWords(t, o.processing.days),
          },
          { key: 'now', label: t('privacy.retention.now'), numeric: true, cell: (o) => number(o.now, o, 0) },
          {
            key: 'in30',
            label: t('privacy.retention.in30'),
            numeric: true,
            cell: (o) => number(o.in30, o, 30),
          },
          {
            key: 'in90',
            label: t('privacy.retention.in90'),
            numeric: true,
            cell: (o) => number(o.in90, o, 90),
          },
          {
            key: 'held',
            label: t('privacy.retention.held'),
            numeric: true,
            cell: (o) => <a href={paths.holds}>{format.formatNumber(o.held)}</a>,
          },
        ]}
      />
    </Section>
  )
}

function Weeks({ view, weeks }: Props) {
  const { t, format } = view
  return (
    <BarChart
      t={t}
      title={t('privacy.retention.chart')}
      period={t('privacy.retention.chartPeriod')}
      labelHeading={t('privacy.retention.week')}
      valueHeading={t('privacy.retention.cases')}
      bars={weeks.map(({ week, cases }) => ({
        label: format.formatDay(new Date(view.now.getTime() + week * WEEK)),
        value: cases,
        shown: format.formatNumber(cases),
      }))}
    />
  )
}
