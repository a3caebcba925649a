import type { PageView } from '#http/view.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { CheckboxGroup, RadioField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'
import { factorRules, type NumberName, numberFields, type RulesForm } from './form.ts'

export interface RoleChoice {
  code: string
  name: string
  holders: number
}

interface Props {
  view: PageView
  form: RulesForm
  roles: readonly RoleChoice[]
  version: string
  faults?: readonly NumberName[]
  /** Somebody else has saved since the page was opened. */
  conflict?: boolean
  done?: boolean
}

/** Who must show what to sign in and for how long it holds; when reading is an emergency, and when it is unusual. */
export function SignInRulesPage({ view, form, roles, version, faults = [], conflict, done }: Props) {
  const { t } = view
  const wrong = (name: NumberName): string => {
    const { min, max } = numberFields.find((field) => field.name === name)!
    return t('signInRules.fault', { what: t(`signInRules.${name}.label`), min, max })
  }
  const number = (name: NumberName) => (
    <TextField
      t={t}
      name={name}
      label={t(`signInRules.${name}.label`)}
      hint={t(`signInRules.${name}.hint`)}
      value={form.numbers[name]}
      inputmode="numeric"
      maxlength={4}
      width="short"
      {...(faults.includes(name) && { error: wrong(name) })}
    />
  )
  return (
    <AdminLayout
      view={view}
      title={t('admin.area.signInRules.title')}
      lead={t('signInRules.lead')}
      errors={faults.length > 0}
      done={done ? t('signInRules.done') : null}
    >
      {conflict && (
        <Notice tone="warning" title={t('look.conflict.title')} live>
          <p>{t('look.conflict.text')}</p>
        </Notice>
      )}
      <ErrorSummary t={t} errors={faults.map((name) => ({ field: name, message: wrong(name) }))} />
      <Form action={paths.signInRules} hidden={{ stand: version }}>
        <Section title={t('signInRules.factor.title')} intro={t('signInRules.factor.intro')}>
          <RadioField
            t={t}
            name="faktor"
            label={t('signInRules.factor.label')}
            value={form.factor}
            options={factorRules.map((rule) => ({ value: rule, label: t(`signInRules.factor.${rule}`) }))}
          />
          <CheckboxGroup
            t={t}
            name="rolle"
            label={t('signInRules.roles.label')}
            hint={t('signInRules.roles.hint')}
            optional
            values={form.roles}
            options={roles.map(({ code, name, holders }) => ({
              value: code,
              label: name,
              detail: t('signInRules.roles.holders', { count: holders }),
            }))}
          />
        </Section>
        <Section title={t('signInRules.sessions.title')} intro={t('signInRules.sessions.intro')}>
          {number('pause')}
          {number('dauer')}
        </Section>
        <Section title={t('signInRules.accounts.title')} intro={t('signInRules.accounts.intro')}>
          {number('konto_pause')}
          {number('konto_dauer')}
        </Section>
        <Section title={t('signInRules.reading.title')} intro={t('signInRules.reading.intro')}>
          {number('notzugriff')}
          {number('am_tag')}
          {number('nachts')}
          {number('dieselbe')}
        </Section>
        <ActionBar>
          <Button icon="check">{t('signInRules.save')}</Button>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}
