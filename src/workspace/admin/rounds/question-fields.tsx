import { Details } from '#ui/details.tsx'
import { CheckboxField, SelectField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Section } from '#ui/page-title.tsx'
import type { EditProps } from './edit-page.tsx'
import { MOST_QUESTIONS, offeredKinds } from './question-form.ts'

/** Every question in its own fold; there is always one more that is empty. */
export function QuestionFields({ view, form, faults = {} }: EditProps) {
  const { t } = view
  const count = Math.min(MOST_QUESTIONS, Math.max(3, form.questions.length + 1))
  return (
    <Section title={t('rounds.admin.questions')} intro={t('rounds.admin.questionsText')}>
      {Array.from({ length: count }, (_, i) => {
        const q = form.questions[i]
        const at = `frage${i}`
        return (
          <Details
            key={at}
            summary={t('rounds.admin.question', { n: i + 1 })}
            open={i === 0 || q !== undefined}
          >
            <TextField
              t={t}
              name={`${at}.de`}
              optional
              label={t('rounds.admin.questionDe')}
              value={q?.de ?? ''}
              error={i === 0 ? faults.questions : undefined}
              maxlength={200}
            />
            <TextField
              t={t}
              name={`${at}.en`}
              optional
              label={t('rounds.admin.questionEn')}
              value={q?.en ?? ''}
              maxlength={200}
            />
            <SelectField
              t={t}
              name={`${at}.art`}
              optional
              label={t('rounds.admin.kind')}
              value={q?.kind ?? 'yesno'}
              options={offeredKinds.map((kind) => ({ value: kind, label: t(`rounds.admin.kinds.${kind}`) }))}
            />
            <TextField
              t={t}
              name={`${at}.auswahl`}
              optional
              label={t('rounds.admin.options')}
              value={q?.options ?? ''}
            />
            <CheckboxField
              t={t}
              name={`${at}.pflicht`}
              optional
              label={t('rounds.admin.required')}
              checked={q?.required ?? false}
            />
          </Details>
        )
      })}
    </Section>
  )
}
