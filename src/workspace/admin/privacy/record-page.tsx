import type { PageView } from '#http/view.ts'
import { type ArticleRecord, controllerRows, processingRows } from '#modules/privacy/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'

/** The record of processing activities (Art. 30 GDPR). */
export function RecordPage({ view, record }: { view: PageView; record: ArticleRecord }) {
  const { t, lang, format } = view
  return (
    <WorkspaceLayout view={view} title={t('privacy.record.title')}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('privacy.processings.title'), href: paths.processings },
          { label: t('privacy.record.title') },
        ]}
      />
      <PageTitle
        lead={t('privacy.record.lead', { at: format.formatDate(record.madeAt) })}
        actions={
          <ButtonLink href={paths.privacyRecordPdf} icon="document">
            {t('privacy.record.download')}
          </ButtonLink>
        }
      >
        {t('privacy.record.title')}
      </PageTitle>
      <Section title={t('privacy.record.controller')}>
        <DescriptionList
          items={controllerRows(t, record.controller).map(([term, value]) => ({ term, value }))}
        />
      </Section>
      <Section title={t('privacy.record.processings')}>
        {record.processings.map((p) => (
          <Section key={p.code} level={3} title={p.name[lang]}>
            <DescriptionList items={processingRows(t, p, lang).map(([term, value]) => ({ term, value }))} />
          </Section>
        ))}
      </Section>
      <Section title={t('privacy.record.measures')}>
        <ul>
          {record.measures.map((code) => (
            <li key={code}>{t(`privacy.measures.${code}`)}</li>
          ))}
        </ul>
      </Section>
    </WorkspaceLayout>
  )
}
