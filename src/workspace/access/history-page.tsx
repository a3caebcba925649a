import type { PageView } from '#http/view.ts'
import type { AccessEvent } from '#modules/identity/index.ts'
import { AccessFrame } from './frame.tsx'
import { HistoryTable } from './history-table.tsx'

export function HistoryPage({ view, events }: { view: PageView; events: readonly AccessEvent[] }) {
  const { t } = view
  return (
    <AccessFrame view={view} title={t('access.history.title')} lead={t('access.history.lead')}>
      <HistoryTable view={view} events={events} />
    </AccessFrame>
  )
}
