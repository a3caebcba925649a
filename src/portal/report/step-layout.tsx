import type { ComponentChildren } from 'preact'
import { paths } from '#paths.ts'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Icon } from '#ui/icon.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { ProgressSteps } from '#ui/progress-steps.tsx'
import { previous, progress, type StepName } from './flow.ts'
import type { Journey, Mistakes } from './journey.ts'

interface Props {
  j: Journey
  name: StepName
  title: string
  lead?: ComponentChildren
  mistakes?: Mistakes | undefined
  /** Where a mistake's link leads, when the field has another id than its name. */
  fieldIds?: Record<string, string>
  /** What was asked, by the mistake's name: said with it. */
  questions?: Record<string, string>
  islands?: readonly string[]
  width?: 'narrow' | 'normal'
  children: ComponentChildren
}

/** The frame of a question: the way back, how far one is, what to mend, the question as the page's title. */
export function StepLayout({
  j,
  name,
  title,
  lead,
  mistakes,
  fieldIds = {},
  questions = {},
  islands = [],
  width = 'narrow',
  children,
}: Props) {
  const { view } = j
  const { t } = view
  const back = previous(name, j.facts)
  const { chapters, current } = progress(name, j.facts)
  const errors = Object.entries(mistakes?.errors ?? {}).map(([field, message]) => ({
    field: fieldIds[field] ?? field,
    question: questions[field],
    message,
  }))
  return (
    <PortalLayout
      view={view}
      title={errors.length > 0 ? `${t('ui.error.prefix')} ${title}` : title}
      islands={islands}
      width={width}
      noIndex
    >
      <p class="sd-back">
        <a href={back ? paths.reportStep(back) : paths.report}>
          <Icon name="arrow-left" size={20} />
          {t('ui.back')}
        </a>
      </p>
      {current > 0 && (
        <ProgressSteps
          t={t}
          steps={chapters.map((chapter) => t(`report.chapter.${chapter}`))}
          current={current}
        />
      )}
      <ErrorSummary t={t} errors={errors} />
      <PageTitle lead={lead}>{title}</PageTitle>
      {children}
      <p class="sd-report-device">
        <a href={paths.reportDevice}>{t('device.link')}</a>
      </p>
    </PortalLayout>
  )
}
