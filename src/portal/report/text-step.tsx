import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { Form } from '#ui/form.tsx'
import type { StepPage } from './journey.ts'
import { LONGEST_TEXT, readFields, textFields } from './questions.ts'
import { StepLayout } from './step-layout.tsx'

export const textStep: StepPage = {
  show(j, _query, mistakes) {
    const { t } = j.view
    return (
      <StepLayout
        j={j}
        name="beschreibung"
        title={t('report.text.title')}
        lead={t('report.text.lead')}
        mistakes={mistakes}
      >
        <Form action={paths.reportStep('beschreibung')}>
          <TextArea
            t={t}
            name="text"
            label={t('report.text.label')}
            hint={t('report.text.hint')}
            value={String(mistakes?.values.text ?? j.answers.text ?? '')}
            error={mistakes?.errors.text}
            rows={6}
            maxlength={LONGEST_TEXT}
          />
          <ActionBar>
            <Button iconAfter="arrow-right">{t('ui.next')}</Button>
          </ActionBar>
        </Form>
      </StepLayout>
    )
  },

  take(j, given) {
    const read = readFields(j.ctx, textFields, { text: given.text('text') })
    return read.ok ? { change: { text: String(read.answers.text) } } : { mistakes: read.mistakes }
  },
}
