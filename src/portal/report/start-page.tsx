import type { PageView } from '#http/view.ts'
import type { Category } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { PhotoField } from '#ui/field/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { EmergencyLine } from './emergency-line.tsx'
import { OfflineState } from './offline/offline-page.tsx'
import { PHOTOS_FIELD, PhotoWords } from './photos-step.tsx'

interface Props {
  view: PageView
  /** A report was begun and not sent. */
  begun: boolean
  expired: boolean
  /** Chosen already by the link that led here. */
  category: Category | null
  error?: string | undefined
}

/** Photo first or place first: the person chooses. */
export function StartPage({ view, begun, expired, category, error }: Props) {
  const { t, lang } = view
  return (
    <PortalLayout
      view={view}
      title={t('report.start.title')}
      description={t('report.start.lead')}
      trail={[{ label: t('nav.report') }]}
      islands={view.terminal ? ['photo'] : ['photo', 'offline-report']}
      width="narrow"
    >
      {expired && (
        <Notice title={t('report.start.expired')}>
          <p>{t('report.start.expiredText')}</p>
        </Notice>
      )}
      <ErrorSummary t={t} errors={error ? [{ field: PHOTOS_FIELD, message: error }] : []} />
      <PageTitle lead={t('report.start.lead')}>{t('report.start.title')}</PageTitle>
      {category && (
        <Notice title={t('report.start.category', { category: category.name[lang] })}>
          <p>{t('report.start.categoryText')}</p>
        </Notice>
      )}
      {begun && (
        <Notice
          title={t('report.start.begun')}
          actions={
            <>
              <ButtonLink kind="secondary" href={paths.reportStep('weiter')}>
                {t('report.start.resume')}
              </ButtonLink>
              <form method="post" action={paths.reportDiscard}>
                <Button kind="tertiary">{t('report.start.discard')}</Button>
              </form>
            </>
          }
        />
      )}
      <Form
        action={paths.report}
        files
        class="sd-form sd-report-start"
        {...(category ? { hidden: { kategorie: category.code } } : {})}
      >
        <PhotoWords t={t}>
          <PhotoField
            t={t}
            name={PHOTOS_FIELD}
            label={t('report.start.withPhoto')}
            hint={t('report.start.withPhotoHint')}
            error={error}
            upload={{ name: 'aktion', value: 'hochladen' }}
          />
        </PhotoWords>
        <fieldset class="sd-report-or">
          <legend>{t('report.start.or')}</legend>
          <ActionBar>
            <Button kind="secondary" name="aktion" value="ort" icon="pin">
              {t('report.start.placeFirst')}
            </Button>
            <Button kind="tertiary" name="aktion" value="ohne">
              {t('report.start.without')}
            </Button>
          </ActionBar>
        </fieldset>
      </Form>
      <EmergencyLine view={view} />
      {!view.terminal && (
        <>
          <OfflineState view={view} />
          <p>
            <a href={paths.reportOffline}>{t('offline.link')}</a>
          </p>
        </>
      )}
      <p class="sd-muted">{t('report.start.cookie')}</p>
    </PortalLayout>
  )
}
