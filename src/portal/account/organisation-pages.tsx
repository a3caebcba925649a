import type { PageView } from '#http/view.ts'
import type { Invitation, Member, OwnOrganisation, Power } from '#modules/citizens/index.ts'
import { powers } from '#modules/citizens/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { CheckboxGroup } from '#ui/field/choice-field.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'

type T = PageView['t']

const tones = { waiting: 'warning', confirmed: 'success', refused: 'danger' } as const

export const StateBadge = ({ t, state }: { t: T; state: OwnOrganisation['state'] }) => (
  <Badge small tone={tones[state]}>
    {t(`account.organisation.state.${state}`)}
  </Badge>
)

export const powerWords = (t: T, some: readonly Power[]): string =>
  some.map((power) => t(`account.power.${power}.name`)).join(', ')

function PowerBoxes({
  t,
  given = [],
  error,
  name = 'vollmacht',
}: {
  t: T
  given?: readonly Power[]
  error?: string | undefined
  name?: string
}) {
  return (
    <CheckboxGroup
      t={t}
      name={name}
      label={t('account.power.label')}
      values={given}
      error={error}
      options={powers.map((power) => ({
        value: power,
        label: t(`account.power.${power}.name`),
        detail: t(`account.power.${power}.text`),
      }))}
    />
  )
}

export function OrganisationsPage({ me }: { me: Me }) {
  const { t } = me.view
  return (
    <AccountLayout
      me={me}
      area="organisations"
      lead={t('account.organisation.lead')}
      actions={
        <ButtonLink kind="primary" icon="plus" href={paths.accountOrganisationNew}>
          {t('account.organisation.new')}
        </ButtonLink>
      }
    >
      {me.organisations.length === 0 && (
        <EmptyState icon="people" title={t('account.organisation.none')}>
          {t('account.organisation.noneText')}
        </EmptyState>
      )}
      <ul class="sd-konto__talks">
        {me.organisations.map((one) => (
          <li key={one.id}>
            <h2 class="kern-heading-small">
              {one.powers.includes('manage') ? (
                <a href={paths.accountOrganisation(one.id)}>{one.party.name}</a>
              ) : (
                one.party.name
              )}
            </h2>
            <p>
              <StateBadge t={t} state={one.state} />
            </p>
            {one.state === 'refused' && <p>{one.refusal}</p>}
            <p class="sd-muted">
              {t('account.organisation.yourPowers', { powers: powerWords(t, one.powers) })}
            </p>
          </li>
        ))}
      </ul>
    </AccountLayout>
  )
}

/** Who has which powers, for who manages it. */
export function OrganisationPage({
  me,
  organisation,
  members,
  invitations,
  errors = {},
  email = '',
}: {
  me: Me
  organisation: OwnOrganisation
  members: readonly Member[]
  invitations: readonly Invitation[]
  errors?: Record<string, string>
  email?: string
}) {
  const { view } = me
  const { t, format } = view
  const { id } = organisation
  return (
    <AccountLayout
      me={me}
      area="organisations"
      title={organisation.party.name ?? ''}
      actions={<StateBadge t={t} state={organisation.state} />}
      errors={Object.entries(errors).map(([name, message]) => ({
        field: name === 'vollmacht' ? 'vollmacht-1' : name,
        message,
      }))}
    >
      {organisation.state === 'waiting' && (
        <Notice title={t('account.organisation.waiting')}>
          <p>{t('account.organisation.waitingText')}</p>
        </Notice>
      )}
      {organisation.state === 'refused' && (
        <Notice tone="danger" title={t('account.organisation.refused')}>
          <p>{organisation.refusal}</p>
        </Notice>
      )}
      <Section title={t('account.organisation.people', { count: members.length })}>
        <ul class="sd-konto__talks">
          {members.map((one) => (
            <li key={one.account}>
              <h3 class="kern-heading-small">
                {one.name ?? one.email ?? t('account.organisation.nameless')}
                {one.self && ` (${t('account.organisation.you')})`}
              </h3>
              <p class="sd-muted">{one.email}</p>
              <details class="sd-details">
                <summary>
                  {t('account.organisation.powersOf', { powers: powerWords(t, one.powers) || '–' })}
                </summary>
                <div class="sd-details__body">
                  <Form action={paths.accountMember(id, one.account)}>
                    <PowerBoxes t={t} given={one.powers} name={`vollmacht-${one.account.slice(-6)}`} />
                    <Button kind="secondary">{t('ui.save')}</Button>
                  </Form>
                </div>
              </details>
              <ConfirmAction
                label={t(one.self ? 'account.organisation.leave' : 'account.organisation.revoke')}
                question={t(one.self ? 'account.organisation.leaveSure' : 'account.organisation.revokeSure', {
                  name: one.name ?? one.email ?? '',
                })}
                confirmLabel={t(one.self ? 'account.organisation.leave' : 'account.organisation.revoke')}
                action={paths.accountMemberEnd(id, one.account)}
                danger
              />
            </li>
          ))}
        </ul>
      </Section>
      {invitations.length > 0 && (
        <Section title={t('account.organisation.invited')}>
          <ul class="sd-konto__talks">
            {invitations.map((one) => (
              <li key={one.id}>
                <p>
                  <strong>{one.email}</strong>
                </p>
                <p class="sd-muted">
                  {powerWords(t, one.powers)} ·{' '}
                  {t('account.organisation.until', { date: format.formatDate(one.expiresAt) })}
                </p>
                <Form action={paths.accountInvitationEnd(id, one.id)} class="sd-plainform">
                  <Button kind="secondary" small>
                    {t('account.organisation.uninvite')}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {organisation.state === 'confirmed' && (
        <Section title={t('account.organisation.invite')} intro={t('account.organisation.inviteText')}>
          <Form action={paths.accountInvite(id)}>
            <TextField
              t={t}
              name="email"
              type="email"
              label={t('account.signIn.email')}
              value={email}
              maxlength={320}
              spellcheck={false}
              error={errors.email}
            />
            <PowerBoxes t={t} error={errors.vollmacht} given={errors.vollmacht ? [] : ['submit', 'read']} />
            <Button icon="mail">{t('account.organisation.inviteSend')}</Button>
          </Form>
        </Section>
      )}
    </AccountLayout>
  )
}
