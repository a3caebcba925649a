import type { PageView } from '#http/view.ts'
import type { ApiKey } from '#modules/identity/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, Button } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { CheckboxGroup, SelectField } from '#ui/field/choice-field.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import type { T } from '#ui/view.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { type KeyFaults, type KeyForm, lifetimes, offeredScopes } from './form.ts'

interface Props {
  view: PageView
  keys: readonly ApiKey[]
  form: KeyForm
  faults?: KeyFaults
  /** A key that was made a moment ago: shown this once. */
  made?: { id: string; key: string; label: string }
  revoked?: boolean
}

/** All keys of the town, and the way to a new one. */
export function KeysPage({ view, keys, form, faults = {}, made, revoked }: Props) {
  const { t } = view
  const title = t('admin.area.keys.title')
  return (
    <WorkspaceLayout view={view} title={title} errors={Object.keys(faults).length > 0}>
      <Breadcrumbs view={view} trail={[{ label: t('admin.title'), href: paths.admin }, { label: title }]} />
      {made && <Made view={view} made={made} />}
      {revoked && <Notice tone="success" title={t('keys.revoked')} live />}
      <PageTitle lead={t('keys.lead')}>{title}</PageTitle>
      <List view={view} keys={keys} />
      <Section title={t('keys.new')} id="neu">
        <NewKey view={view} form={form} faults={faults} />
      </Section>
    </WorkspaceLayout>
  )
}

function Made({ view: { t }, made }: { view: PageView; made: NonNullable<Props['made']> }) {
  return (
    <Notice tone="success" title={t('keys.made.title', { label: made.label })} live>
      <p>{t('keys.made.once')}</p>
      <section class="sd-code__text" tabindex={0} aria-label={t('keys.key')}>
        <pre>
          <code id="schluessel">{made.key}</code>
        </pre>
      </section>
      <p>
        {t('keys.made.client')} <code>{made.id}</code>
      </p>
    </Notice>
  )
}

/** A scope that an older version or the command line gave is shown by its code. */
const scopeName = (t: T, scope: string): string =>
  offeredScopes.some((known) => known === scope) ? t(`api.scope.${scope.replace('.', '_')}`) : scope

function List({ view, keys }: { view: PageView; keys: readonly ApiKey[] }) {
  const { t, format, now } = view
  const state = (key: ApiKey) =>
    key.revokedAt ? 'revoked' : key.expiresAt && key.expiresAt <= now ? 'expired' : 'valid'
  const sorted = [...keys].sort((a, b) => Number(state(a) !== 'valid') - Number(state(b) !== 'valid'))
  return (
    <Table
      t={t}
      caption={t('admin.area.keys.title')}
      captionHidden
      rows={sorted}
      rowKey={(key) => key.id}
      columns={[
        { key: 'label', label: t('keys.label'), rowHeader: true, cell: (key) => key.label },
        {
          key: 'scopes',
          label: t('keys.scopes'),
          cell: (key) => key.scopes.map((scope) => scopeName(t, scope)).join('; ') || t('keys.noScope'),
        },
        {
          key: 'limit',
          label: t('keys.perMinute'),
          numeric: true,
          cell: (key) => format.formatNumber(key.perMinute),
        },
        {
          key: 'state',
          label: t('keys.state'),
          cell: (key) => (
            <Badge tone={state(key) === 'valid' ? 'success' : 'neutral'} small>
              {t(`keys.states.${state(key)}`)}
            </Badge>
          ),
        },
        {
          key: 'until',
          label: t('keys.until'),
          nowrap: true,
          cell: (key) => (key.expiresAt ? <When view={view} at={key.expiresAt} /> : t('keys.forEver')),
        },
        {
          key: 'revoke',
          label: t('keys.revoke'),
          action: true,
          cell: (key) =>
            state(key) === 'valid' && (
              <Form action={paths.keyRevoke(key.id)} class="">
                <Button kind="tertiary" small danger>
                  {t('keys.revoke')}
                  <span class="kern-sr-only"> {key.label}</span>
                </Button>
              </Form>
            ),
        },
      ]}
      empty={<p class="sd-muted">{t('keys.none')}</p>}
    />
  )
}

function NewKey({ view, form, faults }: { view: PageView; form: KeyForm; faults: KeyFaults }) {
  const { t } = view
  const say = (key: keyof KeyFaults) => (faults[key] ? t(`keys.fault.${key}`) : undefined)
  const fields = { label: 'name', scopes: 'rechte', perMinute: 'grenze' } as const
  return (
    <>
      <ErrorSummary
        t={t}
        errors={(Object.keys(faults) as (keyof KeyFaults)[]).map((key) => ({
          field: fields[key],
          message: say(key) ?? '',
        }))}
      />
      <Form action={paths.keys}>
        <TextField
          t={t}
          name="name"
          label={t('keys.label')}
          hint={t('keys.labelHint')}
          value={form.label}
          maxlength={100}
          error={say('label')}
        />
        <CheckboxGroup
          t={t}
          name="rechte"
          label={t('keys.scopes')}
          values={form.scopes}
          error={say('scopes')}
          options={offeredScopes.map((scope) => ({
            value: scope,
            label: t(`api.scope.${scope.replace('.', '_')}`),
            detail: <code>{scope}</code>,
          }))}
        />
        <SelectField
          t={t}
          name="dauer"
          label={t('keys.lifetime')}
          value={form.lifetime}
          options={lifetimes.map((value) => ({ value, label: t(`keys.lifetimes.${value}`) }))}
        />
        <Details summary={t('keys.more')}>
          <TextField
            t={t}
            name="grenze"
            type="number"
            inputmode="numeric"
            width="short"
            label={t('keys.perMinute')}
            value={form.perMinute}
            error={say('perMinute')}
          />
        </Details>
        <ActionBar>
          <Button icon="plus">{t('keys.make')}</Button>
        </ActionBar>
      </Form>
    </>
  )
}
