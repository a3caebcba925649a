import type { PageView } from '#http/view.ts'
import { Details } from '#ui/details.tsx'
import { CheckboxField, SelectField } from '#ui/field/choice-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { type DangerForm, type QuestionForm, questionKinds } from './form.ts'

interface QuestionProps {
  view: PageView
  i: number
  question: QuestionForm
  fault: 'label' | 'options' | 'kind' | undefined
  isNew: boolean
}

/** One question of a category, to be opened. */
export function Question({ view: { t }, i, question: q, fault, isNew }: QuestionProps) {
  const at = (part: string) => `frage${i}.${part}`
  const kinds = questionKinds.some((k) => k === q.kind) ? questionKinds : [...questionKinds, q.kind]
  return (
    <Details open={fault !== undefined} summary={isNew ? t('categories.questions.new') : q.de}>
      <input type="hidden" name={at('code')} value={q.code} />
      <TextField
        t={t}
        name={at('de')}
        label={t('categories.questions.label')}
        value={q.de}
        optional={isNew}
        {...(fault === 'label' && { error: t('categories.fault.question.label', { n: i + 1 }) })}
      />
      <TextField t={t} name={at('en')} label={t('categories.questions.en')} value={q.en} optional />
      <SelectField
        t={t}
        name={at('art')}
        label={t('categories.questions.kind')}
        value={q.kind}
        options={kinds.map((value) => ({ value, label: t(`categories.kind.${value}`) }))}
      />
      <TextArea
        t={t}
        name={at('auswahl')}
        label={t('categories.questions.options')}
        hint={t('categories.questions.optionsHint')}
        value={q.options}
        rows={3}
        optional
        {...(fault === 'options' && { error: t('categories.fault.question.options', { n: i + 1 }) })}
      />
      <CheckboxField
        t={t}
        name={at('pflicht')}
        optional
        label={t('categories.questions.required')}
        checked={q.required}
      />
      {!isNew && <p class="sd-muted">{t('categories.questions.remove')}</p>}
    </Details>
  )
}

interface DangerProps {
  view: PageView
  i: number
  danger: DangerForm
  fault: true | undefined
  isNew: boolean
}

/** One danger of a category, to be opened. */
export function Danger({ view: { t }, i, danger: d, fault, isNew }: DangerProps) {
  const at = (part: string) => `gefahr${i}.${part}`
  return (
    <Details open={fault === true} summary={isNew ? t('categories.dangers.new') : `${d.number}: ${d.words}`}>
      <TextField
        t={t}
        name={at('nummer')}
        label={t('categories.dangers.number')}
        value={d.number}
        width="short"
        optional={isNew}
        {...(fault && { error: t('categories.fault.danger', { n: i + 1 }) })}
      />
      <TextField
        t={t}
        name={at('worte')}
        label={t('categories.dangers.words')}
        value={d.words}
        optional={isNew}
      />
      <TextField
        t={t}
        name={at('worte_en')}
        label={t('categories.dangers.wordsEn')}
        value={d.wordsEn}
        optional
      />
      <TextField
        t={t}
        name={at('rat')}
        label={t('categories.dangers.advice')}
        value={d.advice}
        optional={isNew}
      />
      <TextField
        t={t}
        name={at('rat_en')}
        label={t('categories.dangers.adviceEn')}
        value={d.adviceEn}
        optional
      />
    </Details>
  )
}
