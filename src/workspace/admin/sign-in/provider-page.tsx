import type { PageView } from '#http/view.ts'
import type { Provider, Tied } from '#modules/identity/index.ts'
import type { Tenant } from '#platform/context/context.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { Table } from '#ui/table.tsx'
import { urlWith } from '#ui/url.ts'
import { When } from '#ui/when.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../../paths.ts'
import { DoneNotice } from '../done-notice.tsx'
import { OfferBadge } from './list-page.tsx'
import { type RulesProps, RulesSection } from './rules-section.tsx'
import { Trail } from './trail.tsx'

interface Props {
  view: PageView
  tenant: Tenant
  provider: Provider
  people: readonly Tied[]
  rules: RulesProps
  refusal?: string | null
}

export const doneWords = ['neu', 'geaendert', 'angeboten', 'ausgeblendet', 'regel', 'regel-weg', 'geloest']

/** One provider: how it stands, what is to be written down there, which roles it gives, and to whom. */
export function ProviderPage({ view, tenant, provider, people, rules, refusal }: Props) {
  const { t } = view
  const errors = Object.entries(rules.errors).map(([field, message]) => ({ field, message }))
  const staff = provider.audience === 'staff'
  return (
    <WorkspaceLayout view={view} title={provider.name} errors={errors.length > 0}>
      <Trail view={view} provider={provider} />
      <ErrorSummary t={t} errors={errors} />
      {refusal && <Notice tone="warning" title={refusal} live />}
      <DoneNotice view={view} texts="sso.done" known={doneWords} />
      <PageTitle
        preline={t(`sso.audience.${provider.audience}`)}
        actions={<OfferBadge view={view} provider={provider} />}
      >
        {provider.name}
      </PageTitle>
      <Actions view={view} provider={provider} />
      <Registration view={view} tenant={tenant} provider={provider} />
      <Section title={t('sso.facts')}>
        <DescriptionList items={factsOf(view, provider)} />
      </Section>
      {staff && <RulesSection {...rules} />}
      {staff && <People view={view} provider={provider} people={people} />}
      <Section title={t('sso.removal.title')}>
        <ConfirmAction
          label={t('sso.removal.button')}
          icon="bin"
          danger
          question={t('sso.removal.question', { name: provider.name })}
          action={paths.signOnProviderAction(provider.code, 'loeschung')}
          confirmLabel={t('sso.removal.confirm')}
        />
      </Section>
    </WorkspaceLayout>
  )
}

function Actions({ view: { t }, provider }: { view: PageView; provider: Provider }) {
  const { code, offered } = provider
  return (
    <div class="sd-actions">
      <ButtonLink kind="primary" icon="check" href={paths.signOnProviderAction(code, 'pruefung')}>
        {t('sso.check.button')}
      </ButtonLink>
      {provider.audience === 'staff' && (
        <ButtonLink icon="user" href={urlWith(paths.signOn(code), { probe: 'ja' })}>
          {t('sso.trial.button')}
        </ButtonLink>
      )}
      <ButtonLink href={paths.signOnProviderAction(code, 'bearbeiten')}>{t('sso.edit')}</ButtonLink>
      <Form
        action={paths.signOnProviderAction(code, 'angebot')}
        hidden={{ an: offered ? 'nein' : 'ja' }}
        class=""
      >
        <Button kind="secondary">{t(offered ? 'sso.hide' : 'sso.offer')}</Button>
      </Form>
    </div>
  )
}

/** Addresses that the provider's own administration asks for. */
function Registration({ view: { t }, tenant, provider }: Pick<Props, 'view' | 'tenant' | 'provider'>) {
  const { code, audience } = provider
  const [back, logout, start] =
    audience === 'staff'
      ? [paths.signOnBack(code), paths.signOnLogout(code), paths.signIn]
      : [paths.accountSignOnBack(code), paths.accountSignOnLogout(code), null]
  const address = (path: string) => <code class="wl-break">{tenant.publicUrl + path}</code>
  return (
    <Section title={t('sso.register.title')} intro={t('sso.register.lead')}>
      <DescriptionList
        items={[
          { term: t('sso.register.back'), value: address(back) },
          { term: t('sso.register.logout'), value: address(logout) },
          ...(start ? [{ term: t('sso.register.after'), value: address(start) }] : []),
        ]}
      />
    </Section>
  )
}

function factsOf({ t }: PageView, p: Provider) {
  const yesNo = (yes: boolean) => t(yes ? 'sso.yes' : 'sso.no')
  return [
    { term: t('sso.address'), value: <span class="wl-break">{p.issuer}</span> },
    { term: t('sso.field.kennung.label'), value: <span class="wl-break">{p.clientId}</span> },
    { term: t('sso.field.geheimnis.label'), value: t(p.hasSecret ? 'sso.secret.set' : 'sso.secret.none') },
    { term: t('sso.field.scopes.label'), value: p.scopes.join(' ') },
    ...(p.audience === 'staff'
      ? [
          { term: t('sso.field.adressen.label'), value: yesNo(p.matchesEmail) },
          { term: t('sso.field.konten.label'), value: yesNo(p.creates) },
          { term: t('sso.section.factor'), value: t(`sso.factor.${p.factor}.label`) },
        ]
      : [
          { term: t('sso.field.merkmal.label'), value: <code>{p.levelClaim}</code> },
          {
            term: t('sso.section.levels'),
            value:
              p.levels.map((l) => `${l.value} = ${t(`sso.level.${l.level}`)}`).join(', ') ||
              t('sso.noLevels'),
          },
        ]),
  ]
}

function People({ view, provider, people }: Pick<Props, 'view' | 'provider' | 'people'>) {
  const { t } = view
  return (
    <Section title={t('sso.people.title')} intro={t('sso.people.lead')}>
      <Table
        t={t}
        caption={t('sso.people.title')}
        captionHidden
        rows={people}
        rowKey={(person) => person.account}
        empty={<p>{t('sso.people.none')}</p>}
        columns={[
          {
            key: 'name',
            label: t('sso.people.name'),
            rowHeader: true,
            cell: (person) => <a href={paths.person(person.account)}>{person.name}</a>,
          },
          {
            key: 'last',
            label: t('sso.people.last'),
            nowrap: true,
            cell: (p) => <When view={view} at={p.lastAt} />,
          },
          {
            key: 'untie',
            label: t('sso.people.untie'),
            action: true,
            cell: (person) => (
              <Form action={paths.signOnTie(provider.code, person.account)} class="">
                <Button kind="tertiary" small>
                  {t('sso.people.untie')}
                  <span class="kern-sr-only"> {person.name}</span>
                </Button>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  )
}
