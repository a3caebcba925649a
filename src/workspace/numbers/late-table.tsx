import type { PageView } from '#http/view.ts'
import type { LateCase } from '#modules/analytics/index.ts'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { paths } from '../../paths.ts'

/** The cases that missed their target last, each with what its history says of why. */
export function LateTable({ view, cases }: { view: PageView; cases: readonly LateCase[] }) {
  const { t, format, lang } = view
  return (
    <Section title={t('numbers.lateCases')} intro={t('numbers.lateCasesIntro')}>
      <Table
        t={t}
        caption={t('numbers.lateCases')}
        captionHidden
        rowKey={(c) => c.number}
        rows={cases}
        columns={[
          {
            key: 'number',
            label: t('numbers.column.case'),
            rowHeader: true,
            cell: (c) => (
              <a href={paths.case(c.number)}>
                {c.number} {c.title[lang]}
              </a>
            ),
          },
          {
            key: 'due',
            label: t('numbers.column.due'),
            nowrap: true,
            cell: (c) => format.formatDay(c.dueAt),
          },
          {
            key: 'closed',
            label: t('numbers.column.closed'),
            nowrap: true,
            cell: (c) => (c.closedAt ? format.formatDay(c.closedAt) : t('numbers.open')),
          },
          { key: 'why', label: t('numbers.reason'), cell: (c) => t(`numbers.late.${c.why}`) },
        ]}
      />
    </Section>
  )
}
