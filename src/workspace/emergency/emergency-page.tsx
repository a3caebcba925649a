import type { PageView } from '#http/view.ts'
import { SHORTEST_REASON } from '#modules/cases/index.ts'
import { Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

export interface EmergencyPageProps {
  view: PageView
  mine: readonly { number: string; until: Date }[]
  values?: { number: string; reason: string }
  errors?: { number?: string; reason?: string }
  /** They may see it anyway. */
  notNeeded?: string | null
}

/** Opening a restricted case when there is danger: what it means is said before, not after. */
export function EmergencyPage({ view, mine, values, errors = {}, notNeeded }: EmergencyPageProps) {
  const { t, settings, format } = view
  const mistakes = Object.entries(errors).flatMap(([field, message]) =>
    message ? [{ field: field === 'number' ? 'nummer' : 'grund', message }] : [],
  )
  return (
    <WorkspaceLayout view={view} title={t('emergency.title')}>
      <div class="act">
        <ErrorSummary t={t} errors={mistakes} />
        <PageTitle lead={t('emergency.lead')}>{t('emergency.title')}</PageTitle>
        {notNeeded && (
          <Notice tone="info" title={t('emergency.notNeeded')} live>
            <p>
              <a class="kern-link" href={paths.case(notNeeded)}>
                {t('emergency.openCase', { number: notNeeded })}
              </a>
            </p>
          </Notice>
        )}
        <Inset tone="warning">
          <p>{t('emergency.effect', { count: settings.emergencyAccess.hours })}</p>
        </Inset>
        <Form action={paths.emergency}>
          <TextField
            t={t}
            name="nummer"
            label={t('emergency.number')}
            hint={t('emergency.numberHint')}
            width="medium"
            value={values?.number}
            error={errors.number}
          />
          <TextArea
            t={t}
            name="grund"
            label={t('emergency.reason')}
            hint={t('emergency.reasonHint', { least: SHORTEST_REASON })}
            rows={4}
            value={values?.reason}
            error={errors.reason}
          />
          <div class="sd-actions">
            <Button icon="danger">{t('emergency.submit')}</Button>
          </div>
        </Form>
        {mine.length > 0 && (
          <Section title={t('emergency.mine')}>
            <ul>
              {mine.map(({ number, until }) => (
                <li key={number}>
                  <a class="kern-link" href={paths.case(number)}>
                    {t('workspace.case', { number })}
                  </a>{' '}
                  {t('emergency.until', { until: format.formatDateTime(until) })}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </WorkspaceLayout>
  )
}
