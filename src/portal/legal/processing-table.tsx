import type { PageView } from '#http/view.ts'
import { basisOf, type Processing, termOf } from '#modules/privacy/index.ts'
import { Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'

/** What is processed, why and for how long (Art. 13 GDPR): the very data by which the program deletes. */
export function ProcessingTable({ view, all }: { view: PageView; all: readonly Processing[] }) {
  const { t, lang } = view
  return (
    <Section id="aufbewahrung" title={t('privacy.table.title')} intro={t('privacy.table.lead')}>
      <Table
        t={t}
        caption={t('privacy.table.title')}
        captionHidden
        small
        rows={all}
        rowKey={(p) => p.code}
        columns={[
          {
            key: 'name',
            label: t('privacy.field.name'),
            rowHeader: true,
            cell: (p) => p.name[lang],
          },
          { key: 'purpose', label: t('privacy.field.purpose'), cell: (p) => p.purpose[lang] },
          {
            key: 'basis',
            label: t('privacy.field.basis'),
            cell: (p) => `${basisOf(t, p)}; ${p.law[lang]}`,
          },
          { key: 'term', label: t('privacy.field.retention'), cell: (p) => termOf(t, p, lang) },
        ]}
      />
    </Section>
  )
}
