import type { PageView } from '#http/view.ts'
import { type Fixed, fixedAnswers, moods, type Survey } from '#modules/voice/index.ts'
import { shortAddress } from '#portal/reports/short-address.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  survey: Survey
  action: string
  given: { fixed: Fixed | null; mood: number | null; words: string }
  errors: readonly { field: string; message: string }[]
}

/** Is it fixed, and how was it? */
export function SurveyPage({ view, survey, action, given, errors }: Props) {
  const { t, lang } = view
  const errorAt = (field: string) => {
    const error = errors.find((e) => e.field === field)?.message
    return error ? { error } : {}
  }
  const title = t(survey.over ? 'voice.survey.over' : 'voice.survey.title')
  return (
    <PortalLayout
      view={view}
      title={`${errors.length > 0 ? `${t('ui.error.prefix')} ` : ''}${title}`}
      width="narrow"
      noIndex
    >
      <ErrorSummary t={t} errors={errors} />
      <PageTitle
        lead={t('voice.survey.lead', {
          number: survey.number,
          title: survey.title[lang],
          address: shortAddress(survey.address),
        })}
      >
        {title}
      </PageTitle>
      {survey.over ? (
        <>
          <p>{t('voice.survey.overText')}</p>
          <ButtonLink href={paths.report} kind="primary" icon="megaphone">
            {t('nav.report')}
          </ButtonLink>
        </>
      ) : (
        <>
          {survey.answer && <Notice title={t('voice.survey.changed')} />}
          <Form action={action}>
            <RadioField
              t={t}
              name="behoben"
              label={t('voice.survey.fixed')}
              value={given.fixed}
              options={fixedAnswers.map((one) => ({ value: one, label: t(`voice.fixed.${one}`) }))}
              {...errorAt('behoben-1')}
            />
            <RadioField
              t={t}
              name="zufrieden"
              optional
              label={t('voice.survey.mood')}
              value={given.mood ? String(given.mood) : null}
              options={moods.map((one) => ({ value: String(one), label: t(`voice.mood.${one}`) }))}
            />
            <TextArea
              t={t}
              name="worte"
              optional
              rows={4}
              label={t('voice.survey.words')}
              hint={t('voice.survey.wordsHint')}
              value={given.words}
              {...errorAt('worte')}
            />
            <Button icon="check">{t('voice.survey.send')}</Button>
          </Form>
        </>
      )}
    </PortalLayout>
  )
}

export function SurveyDonePage({ view }: { view: PageView }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('voice.survey.done')} width="narrow" noIndex>
      <Confirmation t={t} title={t('voice.survey.done')} lead={t('voice.survey.doneText')}>
        <div class="sd-actions">
          <ButtonLink href={paths.start}>{t('ui.home')}</ButtonLink>
        </div>
      </Confirmation>
    </PortalLayout>
  )
}
