import type { CitizenPasskey, CitizenProvider, CitizenSession } from '#modules/citizens/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { ConfirmAction } from '#ui/details.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Icon } from '#ui/icon.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'

interface Props {
  me: Me
  email: string | null
  passkeys: readonly CitizenPasskey[]
  providers: readonly (CitizenProvider & { name: string })[]
  sessions: readonly CitizenSession[]
  /** The passkey that was just tried was none. */
  failed: boolean
}

/** How I sign in, and where I am signed in. */
export function AccessPage({ me, email, passkeys, providers, sessions, failed }: Props) {
  const { view, citizen } = me
  const { t } = view
  return (
    <AccountLayout me={me} area="access" lead={t('account.access.lead')} islands={['passkey']}>
      {failed && <Notice tone="warning" live title={t('ui.passkey.failed')} />}
      <Section title={t('account.access.level')}>
        <p>
          <Badge tone={citizen.level === 'none' ? 'neutral' : 'success'}>
            {t(`account.level.${citizen.level}.name`)}
          </Badge>{' '}
          {t(`account.level.${citizen.level}.text`)}
        </p>
        {citizen.level === 'none' && <p class="sd-muted">{t('account.access.raise')}</p>}
      </Section>
      <Section title={t('account.access.ways')}>
        <ul class="sd-konto__talks">
          <li>
            <h3 class="kern-heading-small">{t('account.access.mail')}</h3>
            <p>{email ?? t('account.access.noMail')}</p>
            <p>
              <a href={paths.accountProfile}>{t('account.access.changeMail')}</a>
            </p>
          </li>
          {providers.map((one) => (
            <li key={one.provider}>
              <h3 class="kern-heading-small">{one.name}</h3>
              <p class="sd-muted">
                {t('account.access.used')} <When view={view} at={one.usedAt} />
              </p>
              <ConfirmAction
                label={t('account.access.remove')}
                question={t('account.access.removeSure', { name: one.name })}
                confirmLabel={t('account.access.removeYes')}
                action={paths.accountProviderEnd(one.provider)}
                danger
              />
            </li>
          ))}
          {passkeys.map((one) => (
            <li key={one.id}>
              <h3 class="kern-heading-small">{t('account.access.passkey', { name: one.name })}</h3>
              <p class="sd-muted">
                {one.usedAt ? t('account.access.used') : t('account.access.made')}{' '}
                <When view={view} at={one.usedAt ?? one.createdAt} />
              </p>
              <ConfirmAction
                label={t('account.access.remove')}
                question={t('account.access.removeSure', { name: one.name })}
                confirmLabel={t('account.access.removeYes')}
                action={paths.accountPasskeyEnd(one.id)}
                danger
              />
            </li>
          ))}
        </ul>
        <PasskeyForm
          t={t}
          action={paths.accountPasskeys}
          task={paths.accountPasskeyTask}
          purpose="einrichten"
        >
          <h3 class="kern-heading-small">{t('account.access.newPasskey')}</h3>
          <p>{t('account.access.newPasskeyText')}</p>
          <TextField
            t={t}
            name="name"
            label={t('account.access.passkeyName')}
            hint={t('account.access.passkeyNameHint')}
            maxlength={60}
            width="medium"
          />
          <Button kind="secondary" icon="plus">
            {t('account.access.addPasskey')}
          </Button>
        </PasskeyForm>
      </Section>
      <Section title={t('account.access.sessions')} intro={t('account.access.sessionsText')}>
        <ul class="sd-konto__talks">
          {sessions.map((one) => (
            <li key={one.id}>
              <h3 class="kern-heading-small">
                <Icon name="home" size={20} />{' '}
                {t('account.access.device', {
                  browser: t(`account.browser.${one.device.browser}`),
                  system: t(`account.system.${one.device.system}`),
                })}
              </h3>
              <p class="sd-muted">
                {t(`account.access.method.${one.method}`)}, {t('account.access.seen')}{' '}
                <When view={view} at={one.seenAt} />
              </p>
              {one.current ? (
                <Badge small tone="info">
                  {t('account.access.here')}
                </Badge>
              ) : (
                <Form action={paths.accountSessionEnd(one.id)} class="sd-plainform">
                  <Button kind="secondary" small>
                    {t('account.access.end')}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        <div class="sd-actions">
          {sessions.length > 1 && (
            <Form action={paths.accountSessions} class="">
              <Button kind="secondary">{t('account.access.endOthers')}</Button>
            </Form>
          )}
          <Form action={paths.accountSignOut} class="">
            <Button kind="secondary">{t('ui.signOut')}</Button>
          </Form>
          <ButtonLink kind="tertiary" href={paths.accountData}>
            {t('account.area.data')}
          </ButtonLink>
        </div>
      </Section>
    </AccountLayout>
  )
}
