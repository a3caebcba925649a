import type { ComponentChildren } from 'preact'
import type { PageView } from '#http/view.ts'
import { factorRules } from '#modules/identity/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { CheckboxField, RadioField } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import type { Fields, ProviderForm } from './form.ts'

interface Props {
  view: PageView
  form: ProviderForm
  errors: Partial<Record<Fields, string>>
  /** It is there already; `secret` says whether it has one. */
  kept: { secret: boolean } | null
  action: string
  back: string
}

/** Everything about a provider, in the order in which one reads it off its own administration. */
export function ProviderFields({ view, form, errors, kept, action, back }: Props) {
  const { t } = view
  const line = (name: Fields, more: { hint?: ComponentChildren; optional?: boolean; type?: 'url' } = {}) => (
    <TextField
      t={t}
      name={name}
      label={t(`sso.field.${name}.label`)}
      hint={more.hint ?? t(`sso.field.${name}.hint`)}
      value={String(form[name])}
      error={errors[name]}
      optional={more.optional}
      type={more.type ?? 'text'}
      spellcheck={false}
    />
  )
  return (
    <Form
      action={action}
      hidden={{ version: form.version, fuer: form.fuer, ...(kept && { kuerzel: form.kuerzel }) }}
    >
      {line('name')}
      {!kept && line('kuerzel')}
      {line('adresse', { type: 'url' })}
      {line('kennung')}
      <TextField
        t={t}
        name="geheimnis"
        type="password"
        label={t('sso.field.geheimnis.label')}
        hint={t(kept?.secret ? 'sso.field.geheimnis.kept' : 'sso.field.geheimnis.hint')}
        autocomplete="off"
        optional
      />
      {kept?.secret && (
        <CheckboxField t={t} name="ohne_geheimnis" label={t('sso.field.ohne_geheimnis.label')} optional />
      )}
      {line('scopes')}
      {form.fuer === 'staff' ? <ForStaff t={t} form={form} line={line} /> : <ForCitizens t={t} line={line} />}
      <ActionBar>
        <Button>{t('sso.save')}</Button>
        <ButtonLink href={back}>{t('sso.cancel')}</ButtonLink>
      </ActionBar>
    </Form>
  )
}

type Line = (name: Fields, more?: { optional?: boolean }) => ComponentChildren

function ForStaff({ t, form, line }: { t: PageView['t']; form: ProviderForm; line: Line }) {
  return (
    <>
      <Section title={t('sso.section.accounts')}>
        <CheckboxField
          t={t}
          name="adressen"
          label={t('sso.field.adressen.label')}
          hint={t('sso.field.adressen.hint')}
          checked={form.adressen}
          optional
        />
        <CheckboxField
          t={t}
          name="konten"
          label={t('sso.field.konten.label')}
          hint={t('sso.field.konten.hint')}
          checked={form.konten}
          optional
        />
      </Section>
      <Section title={t('sso.section.factor')}>
        <RadioField
          t={t}
          name="faktor"
          label={t('sso.field.faktor.label')}
          value={form.faktor}
          options={factorRules.map((rule) => ({
            value: rule,
            label: t(`sso.factor.${rule}.label`),
            detail: t(`sso.factor.${rule}.detail`),
          }))}
        />
        <Details summary={t('sso.field.faktorwerte.more')} open={form.faktor === 'shown'}>
          {line('faktorwerte', { optional: true })}
        </Details>
      </Section>
    </>
  )
}

const ForCitizens = ({ t, line }: { t: PageView['t']; line: Line }) => (
  <Section title={t('sso.section.levels')} intro={t('sso.section.levelsLead')}>
    {line('merkmal')}
    {line('stufe_low', { optional: true })}
    {line('stufe_substantial', { optional: true })}
    {line('stufe_high', { optional: true })}
  </Section>
)
