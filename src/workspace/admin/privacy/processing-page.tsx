import type { PageView } from '#http/view.ts'
import { actions, letters, type Processing, termOf } from '#modules/privacy/index.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxField, CheckboxGroup, RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { TextArea } from '#ui/field/text-area.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import type { Refusal } from '../refused.ts'
import { type ProcessingForm, type Spoken, spoken } from './processing-form.ts'

interface Props {
  view: PageView
  /** As it is stored; for a new one, what it begins with. */
  processing: Processing
  isNew: boolean
  form: ProcessingForm
  categories: readonly { value: string; label: string }[]
  mistakes: readonly FieldMistake[]
  refusal: Refusal | null
}

/** One processing, to be described and to be given its period. */
export function ProcessingPage({ view, processing: p, isNew, form, categories, mistakes, refusal }: Props) {
  const { t, lang } = view
  const title = isNew ? t('privacy.processings.new') : p.name[lang]
  const error = (field: string) => {
    const message = mistakes.find((m) => m.field === field)?.message
    return message === undefined ? {} : { error: message }
  }
  const own = isNew || !p.builtIn
  return (
    <WorkspaceLayout view={view} title={mistakes.length > 0 ? `${t('ui.error.prefix')} ${title}` : title}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('privacy.processings.title'), href: paths.processings },
          { label: title },
        ]}
      />
      <ErrorSummary t={t} errors={mistakes} />
      {refusal && <Notice tone="danger" live title={t(`error.${refusal.code}`, refusal.params)} />}
      <PageTitle
        preline={
          isNew
            ? undefined
            : p.version === 0
              ? t('privacy.processings.builtIn')
              : t('privacy.processings.version', { version: p.version })
        }
        {...(isNew && { lead: t('privacy.processings.newLead') })}
      >
        {title}
      </PageTitle>
      <Form
        action={isNew ? paths.processingNew : paths.processing(p.code)}
        hidden={{ stand: refusal?.code === 'privacy.version' ? p.version : form.version }}
      >
        {isNew && (
          <TextField
            t={t}
            name="kuerzel"
            label={t('privacy.field.code')}
            hint={t('privacy.processings.codeHint')}
            value={form.code}
            width="medium"
            {...error('kuerzel')}
          />
        )}
        {own && (
          <CheckboxGroup
            t={t}
            name="kategorien"
            label={t('privacy.field.types')}
            hint={t('privacy.processings.typesHint')}
            options={categories}
            values={form.types}
            {...error('kategorien')}
          />
        )}
        <Section title={t('privacy.field.retention')}>
          <div class="sd-form">
            {p.measure === 'program' ? (
              <Inset>
                <p>{t('privacy.processings.fixedDays', { term: termOf(t, p, lang) })}</p>
              </Inset>
            ) : (
              <>
                <TextField
                  t={t}
                  name="tage"
                  label={t('privacy.field.days')}
                  {...(p.measure === 'cases' && { hint: t('privacy.processings.shorter') })}
                  value={form.days}
                  inputmode="numeric"
                  width="short"
                  {...error('tage')}
                />
                {p.measure === 'cases' && (
                  <RadioField
                    t={t}
                    name="danach"
                    label={t('privacy.field.action')}
                    options={actions.map((value) => ({
                      value,
                      label: t(`privacy.processings.action.${value}`),
                    }))}
                    value={form.action}
                  />
                )}
              </>
            )}
          </div>
        </Section>
        <Section title={t('privacy.field.basis')}>
          <SelectField
            t={t}
            name="buchstabe"
            label={t('privacy.field.letterField')}
            options={letters.map((value) => ({ value, label: t(`privacy.processings.letters.${value}`) }))}
            value={form.letter}
          />
        </Section>
        {(['de', 'en'] as const).map((code) => (
          <Section
            key={code}
            title={t(code === 'de' ? 'privacy.processings.german' : 'privacy.processings.english')}
          >
            <div class="sd-form">
              {spoken.map((key: Spoken) =>
                key === 'name' ? (
                  <TextField
                    key={key}
                    t={t}
                    name={`${key}.${code}`}
                    label={t(`privacy.field.${key}`)}
                    value={form.words[key][code]}
                    {...error(`${key}.${code}`)}
                  />
                ) : (
                  <TextArea
                    key={key}
                    t={t}
                    name={`${key}.${code}`}
                    label={t(`privacy.field.${key}`)}
                    rows={2}
                    value={form.words[key][code]}
                    {...error(`${key}.${code}`)}
                  />
                ),
              )}
            </div>
          </Section>
        ))}
        {own && !isNew && (
          <CheckboxField
            t={t}
            name="aktiv"
            label={t('privacy.processings.active')}
            hint={t('privacy.processings.activeHint')}
            checked={form.active}
            optional
          />
        )}
        <ActionBar>
          <Button icon="check">{t('privacy.processings.save')}</Button>
          <ButtonLink href={paths.processings} kind="tertiary">
            {t('ui.cancel')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </WorkspaceLayout>
  )
}
