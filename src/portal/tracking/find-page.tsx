import type { PageView } from '#http/view.ts'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import { StatusForm } from './status-form.tsx'

/** /status: where one's own number or link goes in. */
export function FindPage({ view, value, error }: { view: PageView; value?: string; error?: string }) {
  const { t } = view
  return (
    <PortalLayout
      view={view}
      title={error ? t('tracking.find.errorTitle') : t('tracking.find.title')}
      description={t('tracking.find.lead')}
      width="narrow"
      trail={[{ label: t('tracking.find.title') }]}
    >
      {error && <ErrorSummary t={t} errors={[{ field: 'eingabe', message: error }]} />}
      <PageTitle lead={t('tracking.find.lead')}>{t('tracking.find.title')}</PageTitle>
      <StatusForm t={t} {...(value ? { value } : {})} error={error} />
      <Section title={t('tracking.find.where')}>
        <p>{t('tracking.find.whereText')}</p>
        <p>
          <a href={paths.list}>{t('reports.nextList')}</a>
        </p>
      </Section>
    </PortalLayout>
  )
}
