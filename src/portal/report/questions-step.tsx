import type { Field, Value } from '#modules/forms/index.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { CheckboxGroup, RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { DatePicker } from '#ui/field/date-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset } from '#ui/notice.tsx'
import type { Given, Journey, Mistakes, StepPage } from './journey.ts'
import { askedQuestions, readFields } from './questions.ts'
import { StepLayout } from './step-layout.tsx'
import { WritingOn } from './writing-on.tsx'

/** The category's own questions. Field names begin with `f-`, so that no question can be called like a control. */
export const questionsStep: StepPage = {
  show(j, _query, mistakes) {
    const { t, lang } = j.view
    const category = j.category!
    const fields = askedQuestions(category)
    const kept = (j.answers.answers ?? {}) as Record<string, Value>
    return (
      <StepLayout
        j={j}
        name="fragen"
        title={t('report.questions.title')}
        lead={t('report.questions.lead', { category: category.name[lang] })}
        mistakes={mistakes}
        fieldIds={Object.fromEntries(fields.map((field) => [field.code, nameOf(field)]))}
        questions={Object.fromEntries(fields.map((field) => [field.code, field.label[lang]]))}
      >
        <CategoryAdvice j={j} />
        <Form action={paths.reportStep('fragen')}>
          {fields.map((field) => (
            <Question
              key={field.code}
              j={j}
              field={field}
              value={valueFor(field, kept, mistakes)}
              error={mistakes?.errors[field.code]}
            />
          ))}
          <ActionBar>
            <Button iconAfter="arrow-right">{t('ui.next')}</Button>
          </ActionBar>
          <WritingOn view={j.view} />
        </Form>
      </StepLayout>
    )
  },

  take(j, given) {
    const fields = askedQuestions(j.category!)
    const read = readFields(j.ctx, fields, sent(fields, given))
    return read.ok ? { change: { answers: read.answers, questionsDone: true } } : { mistakes: read.mistakes }
  },

  written: (j, given) => sent(askedQuestions(j.category!), given),
}

const nameOf = (field: Field): string => `f-${field.code}`

const sent = (fields: readonly Field[], given: Given): Record<string, string[]> =>
  Object.fromEntries(fields.map((field) => [field.code, given.all(nameOf(field))]))

/** What to do first where this kind of thing can be dangerous, whether or not the words spoke of it. */
function CategoryAdvice({ j }: { j: Journey }) {
  const dangers = j.category?.dangers ?? []
  if (dangers.length === 0) return null
  return (
    <Inset tone="danger">
      {dangers.map((danger) => (
        <p key={danger.advice.de}>
          <strong>{danger.advice[j.view.lang]}</strong>
        </p>
      ))}
    </Inset>
  )
}

function valueFor(
  field: Field,
  kept: Record<string, Value>,
  mistakes: Mistakes | undefined,
): string | string[] {
  if (mistakes) return mistakes.values[field.code] ?? ''
  const value = kept[field.code]
  if (typeof value === 'boolean') return value ? 'ja' : 'nein'
  if (typeof value === 'number') return String(value)
  return value ?? ''
}

interface QuestionProps {
  j: Journey
  field: Field
  value: string | string[]
  error: string | undefined
}

function Question({ j, field, value, error }: QuestionProps) {
  const { t, lang } = j.view
  const p = {
    t,
    name: nameOf(field),
    label: field.label[lang],
    hint: field.hint?.[lang],
    error,
    optional: !field.required,
  }
  const one = String(value)
  const options = (field.options ?? []).map((option) => ({ value: option.key, label: option.label[lang] }))
  switch (field.kind) {
    case 'note':
      return (
        <Inset>
          <p>{field.label[lang]}</p>
        </Inset>
      )
    case 'longtext':
      return <TextArea {...p} value={one} maxlength={field.max ?? 4000} />
    case 'choice':
      return options.length > 7 ? (
        <SelectField {...p} options={options} value={one} placeholder={t('report.questions.choose')} />
      ) : (
        <RadioField {...p} options={options} value={one} />
      )
    case 'multichoice':
      return <CheckboxGroup {...p} options={options} values={[value].flat()} />
    case 'yesno':
      return (
        <RadioField
          {...p}
          look="row"
          options={[
            { value: 'ja', label: t('report.questions.yes') },
            { value: 'nein', label: t('report.questions.no') },
          ]}
          value={one}
        />
      )
    case 'date':
      return <DatePicker {...p} value={one} />
    case 'number':
      return <TextField {...p} value={one} inputmode="decimal" width="short" />
    case 'email':
      return <TextField {...p} value={one} type="email" inputmode="email" />
    case 'phone':
      return <TextField {...p} value={one} type="tel" inputmode="tel" width="medium" />
    case 'text':
      return <TextField {...p} value={one} />
  }
}
