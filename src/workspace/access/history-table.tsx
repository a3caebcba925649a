import type { PageView } from '#http/view.ts'
import type { AccessEvent } from '#modules/identity/index.ts'
import { Table } from '#ui/table.tsx'
import { When } from '#ui/when.tsx'
import { deviceWords } from './device-words.ts'

/** Sign-ins and changes of one's own access. */
export function HistoryTable({ view, events }: { view: PageView; events: readonly AccessEvent[] }) {
  const { t } = view
  const what = (e: AccessEvent): string =>
    e.type === 'signed_in'
      ? t('access.event.signed_in', { method: t(`identity.method.${e.method ?? 'password'}`) })
      : e.factor
        ? t(`access.event.${e.type}`, { factor: t(`access.factor.${e.factor}`) })
        : t(`access.event.${e.type}`)
  return (
    <Table
      t={t}
      caption={t('access.history.title')}
      captionHidden
      small
      rows={events}
      rowKey={(e) => e.id}
      columns={[
        {
          key: 'what',
          label: t('access.history.what'),
          rowHeader: true,
          cell: (e) => (
            <span>
              {what(e)}
              {e.byOther && <small> {t('access.history.byOther')}</small>}
            </span>
          ),
        },
        {
          key: 'device',
          label: t('access.sessions.device'),
          cell: (e) => (e.device ? deviceWords(t, e.device) : '–'),
        },
        { key: 'at', label: t('access.history.at'), cell: (e) => <When view={view} at={e.at} /> },
      ]}
    />
  )
}
