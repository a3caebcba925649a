import type { PageView } from '#http/view.ts'
import type { Endpoint, EndpointFault, EndpointInput } from '#modules/exchange/index.ts'
import type { ApiKey } from '#modules/identity/index.ts'
import type { Authority } from '#modules/responsibility/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CheckboxField, RadioField, SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Inset, Notice } from '#ui/notice.tsx'
import { paths } from '../../../paths.ts'
import { AdminLayout } from '../admin-layout.tsx'

const fields: Record<EndpointFault, string> = {
  name: 'name',
  url: 'adresse',
  key: 'schluessel',
  authority: 'stelle',
  inbound: 'eingang',
  days: 'tage',
}

interface Props {
  view: PageView
  /** Null for a new one. */
  endpoint: Endpoint | null
  input: EndpointInput
  authorities: readonly Authority[]
  keys: readonly ApiKey[]
  faults?: Partial<Record<EndpointFault, string>>
  conflict?: boolean
}

/** Setting a partner up, or changing it. */
export function EditPartnerPage({ view, endpoint, input, authorities, keys, faults = {}, conflict }: Props) {
  const { t, lang } = view
  const faulty = (Object.keys(fields) as EndpointFault[]).filter((key) => faults[key])
  const say = (key: EndpointFault) => (faults[key] ? { error: t(faults[key]) } : {})
  const back = endpoint ? paths.partner(endpoint.id) : paths.partners
  return (
    <AdminLayout
      view={view}
      title={endpoint ? t('exchange.edit', { name: endpoint.name }) : t('exchange.new')}
      {...(!endpoint && { lead: t('exchange.newLead') })}
      above={[{ label: t('admin.area.exchange.title'), href: paths.partners }]}
      errors={faulty.length > 0}
    >
      {conflict && endpoint && (
        <Notice tone="warning" title={t('exchange.conflict.title')} live>
          <p>{t('exchange.conflict.text', { name: endpoint.name, url: endpoint.url })}</p>
        </Notice>
      )}
      <ErrorSummary
        t={t}
        errors={faulty.map((key) => ({ field: fields[key], message: t(faults[key] ?? '') }))}
      />
      <Form
        action={endpoint ? paths.partnerEdit(endpoint.id) : paths.partnerNew}
        hidden={{ version: endpoint?.version }}
      >
        <TextField
          t={t}
          name="name"
          label={t('exchange.form.name')}
          value={input.name}
          maxlength={100}
          {...say('name')}
        />
        <TextField
          t={t}
          name="adresse"
          type="url"
          label={t('exchange.form.url')}
          hint={t('exchange.form.urlHint')}
          value={input.url}
          maxlength={2000}
          spellcheck={false}
          {...say('url')}
        />
        <TextField
          t={t}
          name="schluessel"
          label={t('exchange.form.key')}
          hint={t(endpoint?.hasKey ? 'exchange.form.keyKeep' : 'exchange.form.keyHint')}
          type="password"
          autocomplete="off"
          maxlength={500}
          optional
          {...say('key')}
        />
        <TextField
          t={t}
          name="gebiet"
          label={t('exchange.form.jurisdiction')}
          hint={t('exchange.form.jurisdictionHint')}
          value={input.jurisdiction ?? ''}
          maxlength={200}
          spellcheck={false}
          optional
        />
        <RadioField
          t={t}
          name="format"
          label={t('exchange.form.format')}
          hint={t('exchange.form.formatHint')}
          look="row"
          value={input.format}
          options={[
            { value: 'json', label: 'JSON' },
            { value: 'xml', label: 'XML' },
          ]}
        />
        <SelectField
          t={t}
          name="stelle"
          label={t('exchange.form.authority')}
          hint={t('exchange.form.authorityHint')}
          value={input.authorityId}
          placeholder={t('exchange.form.noAuthority')}
          optional
          options={authorities.map((a) => ({ value: a.id, label: lang === 'en' ? a.nameEn : a.name }))}
          {...say('authority')}
        />
        <SelectField
          t={t}
          name="eingang"
          label={t('exchange.form.inbound')}
          hint={t('exchange.form.inboundHint')}
          value={input.inboundKeyId}
          placeholder={t('exchange.form.noInbound')}
          optional
          options={keys.map((k) => ({ value: k.id, label: k.label }))}
          {...say('inbound')}
        />
        <CheckboxField
          t={t}
          name="verfolgen"
          label={t('exchange.form.follow')}
          hint={t('exchange.form.followHint')}
          checked={input.follow}
          optional
        />
        <RadioField
          t={t}
          name="erledigt"
          label={t('exchange.form.onClosed')}
          value={input.onClosed}
          options={[
            { value: 'ask', label: t('exchange.form.ask') },
            { value: 'close', label: t('exchange.form.close') },
          ]}
        />
        <CheckboxField
          t={t}
          name="worte"
          label={t('exchange.form.sendWords')}
          checked={input.sendWords}
          optional
        />
        <CheckboxField
          t={t}
          name="vertraulich"
          label={t('exchange.form.sendPrivate')}
          hint={t('exchange.form.sendPrivateHint')}
          checked={input.sendPrivate}
          optional
        />
        <TextField
          t={t}
          name="tage"
          label={t('exchange.form.days')}
          hint={t('exchange.form.daysHint')}
          value={Number.isNaN(input.giveUpDays) ? '' : String(input.giveUpDays)}
          inputmode="numeric"
          width="short"
          {...say('days')}
        />
        <Inset>
          <p>{t('exchange.form.never')}</p>
        </Inset>
        <ActionBar>
          <Button>{t('exchange.save')}</Button>
          <ButtonLink kind="tertiary" href={back}>
            {t('exchange.back')}
          </ButtonLink>
        </ActionBar>
      </Form>
    </AdminLayout>
  )
}
