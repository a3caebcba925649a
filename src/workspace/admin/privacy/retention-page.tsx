import type { PageView } from '#http/view.ts'
import type { DueCase, Outlook, Week } from '#modules/cases/index.ts'
import { daysInWords, type Processing, type Run } from '#modules/privacy/index.ts'
import { Badge } from '#ui/badge.tsx'
import { BarChart } from '#ui/bar-chart.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
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
      <Log {...p} />
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

function DueList({ view, chosen, days, due, most }: Props) {
  const { t, lang, format } = view
  const name = chosen.processing.name[lang]
  return (
    <Section
      id="vorgaenge"
      title={t('privacy.retention.list')}
      intro={t('privacy.retention.listLead', { name, days })}
    >
      <Chips
        label={t('privacy.retention.period')}
        items={([0, 30, 90] as const).map((n) => ({
          label: t(
            n === 0
              ? 'privacy.retention.now'
              : n === 30
                ? 'privacy.retention.in30'
                : 'privacy.retention.in90',
          ),
          href: urlWith(paths.retention, { verarbeitung: chosen.processing.code, tage: String(n) }),
          current: n === days,
        }))}
      />
      <Table
        t={t}
        caption={t('privacy.retention.list')}
        captionHidden
        small
        rows={due}
        rowKey={(c) => c.id}
        columns={[
          {
            key: 'number',
            label: t('privacy.retention.number'),
            rowHeader: true,
            nowrap: true,
            cell: (c) => c.number ?? t('privacy.retention.restricted'),
          },
          { key: 'kind', label: t('privacy.retention.kind'), cell: (c) => c.title[lang] },
          {
            key: 'closed',
            label: t('privacy.retention.closed'),
            nowrap: true,
            cell: (c) => format.formatDay(c.closedAt),
          },
          {
            key: 'goes',
            label: t('privacy.retention.goes'),
            nowrap: true,
            cell: (c) =>
              c.held ? (
                <Badge small tone="warning">
                  {t('privacy.retention.isHeld')}
                </Badge>
              ) : (
                format.formatDay(c.dueAt)
              ),
          },
          {
            key: 'people',
            label: t('privacy.retention.people'),
            numeric: true,
            cell: (c) => format.formatNumber(c.people),
          },
        ]}
        empty={<EmptyState icon="check" level={3} title={t('privacy.retention.none')} />}
      />
      {due.length >= most && <p class="sd-muted">{t('privacy.retention.more', { count: most })}</p>}
    </Section>
  )
}

function Log({ view, log, processings }: Props) {
  const { t, lang, format } = view
  const name = (code: string) => processings.find((p) => p.code === code)?.name[lang] ?? code
  return (
    <Section title={t('privacy.retention.log')} intro={t('privacy.retention.logLead')}>
      <Table
        t={t}
        caption={t('privacy.retention.log')}
        captionHidden
        small
        rows={log}
        rowKey={(r) => `${r.day} ${r.processing}`}
        columns={[
          {
            key: 'day',
            label: t('privacy.retention.day'),
            rowHeader: true,
            nowrap: true,
            cell: (r) => format.formatDay(Temporal.PlainDate.from(r.day)),
          },
          { key: 'processing', label: t('privacy.retention.processing'), cell: (r) => name(r.processing) },
          {
            key: 'cases',
            label: t('privacy.retention.cases'),
            numeric: true,
            cell: (r) => format.formatNumber(r.cases),
          },
          {
            key: 'people',
            label: t('privacy.retention.peopleGone'),
            numeric: true,
            cell: (r) => format.formatNumber(r.people),
          },
          {
            key: 'files',
            label: t('privacy.retention.files'),
            numeric: true,
            cell: (r) => format.formatNumber(r.files),
          },
          {
            key: 'others',
            label: t('privacy.retention.others'),
            numeric: true,
            cell: (r) => format.formatNumber(r.others),
          },
          {
            key: 'state',
            label: t('privacy.retention.state'),
            cell: (r) => t(r.finishedAt ? 'privacy.retention.finished' : 'privacy.retention.running'),
          },
        ]}
        empty={<EmptyState icon="clock" level={3} title={t('privacy.retention.nothingYet')} />}
      />
    </Section>
  )
}
