import type { PageView } from '#http/view.ts'
import type { SignedOn } from '#modules/identity/index.ts'
import {
  mappingRules,
  organisation,
  roleName,
  sourceOfProvider,
  unitName,
  wantedRoles,
} from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import { Breadcrumbs } from '#ui/breadcrumbs.tsx'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { DescriptionList } from '#ui/description-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'

interface Trial {
  signedOn: SignedOn
  roles: readonly { role: string; unit: string }[]
}

/** What would come of this sign-on. Throws Forbidden for whoever does not look after sign-on. */
export async function trialOf(ctx: Ctx, signedOn: SignedOn): Promise<Trial> {
  if (!may(ctx.actor, 'sign_in.manage')) throw new Forbidden()
  const org = await organisation(ctx)
  const rules = await mappingRules(ctx, sourceOfProvider(signedOn.provider.id))
  const roles = wantedRoles(rules, signedOn.claims, org).map(({ role, unit }) => ({
    role: roleName(org.roles.get(role)!, ctx.lang),
    unit: unitName(org.units.get(unit)!, ctx.lang),
  }))
  return { signedOn, roles }
}

/** Says nothing about the person; no rule would ask for it. */
const ofProtocol = new Set([
  'iss',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'jti',
  'nonce',
  'sid',
  'at_hash',
  'c_hash',
  's_hash',
])

/** A sign-on that was only tried: what the provider said, and which roles it would give. Nobody is signed in. */
export function TrialPage({ view, trial: { signedOn, roles } }: { view: PageView; trial: Trial }) {
  const { t } = view
  const { provider, claims } = signedOn
  const title = t('sso.trial.title')
  const shown = Object.entries(claims)
    .filter(([name]) => !ofProtocol.has(name))
    .map(([name, value]) => ({
      term: <code>{name}</code>,
      value: <span class="sd-break">{typeof value === 'string' ? value : JSON.stringify(value)}</span>,
    }))
  return (
    <WorkspaceLayout view={view} title={title}>
      <Breadcrumbs
        view={view}
        trail={[
          { label: t('admin.title'), href: paths.admin },
          { label: t('admin.area.signIn.title'), href: paths.signOnProviders },
          { label: provider.name, href: paths.signOnProvider(provider.code) },
          { label: title },
        ]}
      />
      <PageTitle preline={provider.name} lead={t('sso.trial.lead')}>
        {title}
      </PageTitle>
      <Notice tone="success" title={t('sso.trial.works')} />
      <Section title={t('sso.trial.roles')}>
        {roles.length === 0 && <EmptyState title={t('sso.trial.noRoles')} level={3} />}
        <DescriptionList
          items={[
            ...roles.map(({ role, unit }) => ({ term: role, value: unit })),
            {
              term: t('sso.section.factor'),
              value: t(signedOn.factorShown ? 'sso.trial.factorShown' : 'sso.trial.factorNotShown'),
            },
          ]}
        />
      </Section>
      <Section title={t('sso.trial.claims')} intro={t('sso.trial.claimsLead')}>
        <DescriptionList items={shown} />
      </Section>
      <ActionBar>
        <ButtonLink kind="primary" href={paths.signOnProvider(provider.code)}>
          {t('sso.back')}
        </ButtonLink>
      </ActionBar>
    </WorkspaceLayout>
  )
}
