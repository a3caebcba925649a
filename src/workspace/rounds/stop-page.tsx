import type { PageView } from '#http/view.ts'
import type { Field } from '#modules/forms/index.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import type { Catalogue } from '#modules/reports/index.ts'
import { hindrances, type ListedRun, results, type Stop } from '#modules/rounds/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { CheckboxGroup, RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { PhotoField } from '#ui/field/file-field.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { resultWords, titleOf, whoSaw } from './words.ts'

export interface StopValues {
  result: string
  words: string
  category: string
  reason: string
  answers: Record<string, string | string[]>
}

export interface StopProps {
  view: PageView
  run: ListedRun
  stop: Stop
  org: Organisation
  catalogue: Catalogue
  /** What can be reported of these objects. */
  categories: readonly string[]
  values: StopValues
  /** By field, whole sentences. */
  errors: Readonly<Record<string, string>>
  /** How much had been said of it when the form was made: what is sent twice is one report. */
  stand: number
}

export const nameOf = (field: Field): string => `f-${field.code}`

/** One object on a walk: three big answers, the round's questions, and for a defect words and a photo. */
export function StopPage(p: StopProps) {
  const { view, run, stop, values, errors } = p
  const { t, lang, format } = view
  const labels = new Map(run.questions.map((question) => [nameOf(question), question.label[lang]]))
  const mistakes = Object.entries(errors).map(([field, message]) => ({
    field,
    message,
    question: labels.get(field),
  }))
  return (
    <WorkspaceLayout view={view} title={`${stop.label} – ${run.name}`} errors={mistakes.length > 0}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('rounds.title'), href: paths.rounds },
          { label: titleOf(view, run), href: paths.run(run.id) },
          { label: stop.label },
        ]}
      />
      <div class="act">
        <ErrorSummary t={t} errors={mistakes} />
        <PageTitle preline={t('rounds.stop.number', { n: stop.position, all: run.stops })}>
          {stop.label}
        </PageTitle>
        {stop.address && <p>{stop.address}</p>}
        {stop.findings.length > 0 && (
          <Section title={t('rounds.stop.before')} intro={t('rounds.stop.kept')}>
            <ul>
              {stop.findings.map((finding) => (
                <li key={finding.id}>
                  {t('rounds.said', {
                    result: resultWords(view, finding),
                    at: format.formatDateTime(finding.at),
                    name: whoSaw(view, p.org, finding),
                  })}
                </li>
              ))}
            </ul>
          </Section>
        )}
        <Form action={paths.runStop(run.id, stop.objectId)} files hidden={{ stand: p.stand }}>
          <RadioField
            t={t}
            name="ergebnis"
            look="cards"
            label={t('rounds.stop.result')}
            value={values.result}
            error={errors.ergebnis}
            options={results.map((result) => ({ value: result, label: t(`rounds.result.${result}`) }))}
          />
          {run.questions.map((field) => (
            <Question
              key={field.code}
              view={view}
              field={field}
              value={values.answers[field.code] ?? ''}
              error={errors[nameOf(field)]}
            />
          ))}
          <Details
            summary={t('rounds.stop.ifDefect')}
            open={values.result === 'defect' || Boolean(errors.text)}
          >
            <TextArea
              t={t}
              name="text"
              optional
              rows={3}
              label={t('rounds.stop.words')}
              hint={t('rounds.stop.wordsHint')}
              value={values.words}
              error={errors.text}
            />
            <SelectField
              t={t}
              name="kategorie"
              optional
              label={t('rounds.stop.category')}
              value={values.category}
              error={errors.kategorie}
              options={p.categories.flatMap((code) => {
                const category = p.catalogue.byCode.get(code)
                return category ? [{ value: code, label: category.name[lang] }] : []
              })}
            />
            <PhotoField t={t} name="fotos" optional label={t('rounds.stop.photo')} error={errors.fotos} />
          </Details>
          <Details
            summary={t('rounds.stop.ifBlocked')}
            open={values.result === 'blocked' || Boolean(errors.grund)}
          >
            <SelectField
              t={t}
              name="grund"
              optional
              label={t('rounds.stop.reason')}
              placeholder={t('workspace.form.choose')}
              value={values.reason}
              error={errors.grund}
              options={hindrances.map((one) => ({ value: one, label: t(`rounds.hindrance.${one}`) }))}
            />
          </Details>
          <ActionBar>
            <Button icon="check">{t('rounds.stop.save')}</Button>
            <ButtonLink kind="tertiary" href={paths.run(run.id)}>
              {t('rounds.stop.back')}
            </ButtonLink>
          </ActionBar>
        </Form>
      </div>
    </WorkspaceLayout>
  )
}

function Question({
  view,
  field,
  value,
  error,
}: {
  view: PageView
  field: Field
  value: string | string[]
  error: string | undefined
}) {
  const { t, lang } = view
  const shared = {
    t,
    name: nameOf(field),
    label: field.label[lang],
    optional: !field.required,
    ...(field.hint ? { hint: field.hint[lang] } : {}),
    ...(error ? { error } : {}),
  }
  const one = [value].flat()[0] ?? ''
  const options = (field.options ?? []).map((o) => ({ value: o.key, label: o.label[lang] }))
  switch (field.kind) {
    case 'yesno':
      return (
        <RadioField
          {...shared}
          look="row"
          value={one}
          options={[
            { value: 'ja', label: t('report.questions.yes') },
            { value: 'nein', label: t('report.questions.no') },
          ]}
        />
      )
    case 'choice':
      return <RadioField {...shared} value={one} options={options} />
    case 'multichoice':
      return <CheckboxGroup {...shared} values={[value].flat()} options={options} />
    default:
      return <TextField {...shared} width="short" inputmode="decimal" value={one} />
  }
}
