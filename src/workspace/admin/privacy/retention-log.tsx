import type { PageView } from '#http/view.ts'
import type { Processing, Run } from '#modules/privacy/index.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'

interface Props {
  view: PageView
  log: readonly Run[]
  processings: readonly Processing[]
}

/** What has gone, by day and processing: numbers only. */
export function RetentionLog({ view, log, processings }: Props) {
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
