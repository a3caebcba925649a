import type { PageView } from '#http/view.ts'
import type { DueCase, Outlook } from '#modules/cases/index.ts'
import { Badge } from '#ui/badge.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Chips } from '#ui/filter-bar.tsx'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'

interface Props {
  view: PageView
  chosen: Outlook
  days: number
  due: readonly DueCase[]
  most: number
}

/** The cases of one processing that go within some days; what is held is marked, what is restricted has no number. */
export function DueList({ view, chosen, days, due, most }: Props) {
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
