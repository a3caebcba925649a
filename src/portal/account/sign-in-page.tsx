import type { PageView } from '#http/view.ts'
import type { Provider } from '#modules/identity/index.ts'
import type { TrustLevel } from '#platform/context/actor.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Details } from '#ui/details.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

export type SignInFault = 'email' | 'passkey' | 'link' | 'provider' | 'declined'

interface Props {
  view: PageView
  email?: string
  onward: string | null
  /** What the page that asks wants to be sure of; null for any account. */
  level: TrustLevel | null
  providers: readonly Provider[]
  fault?: SignInFault | null
}

/** All ways into the account, the simplest first. Where a level is asked for, those that do not reach it say so. */
export function SignInPage({ view, email = '', onward, level, providers, fault }: Props) {
  const { t } = view
  const sure = level !== null && level !== 'none'
  return (
    <PortalLayout
      view={view}
      title={`${fault ? `${t('ui.error.prefix')} ` : ''}${t('account.signIn.title')} – ${t('nav.account')}`}
      width="narrow"
      noIndex
      styles={['account.css']}
      islands={['passkey']}
      trail={[{ label: t('account.title') }]}
    >
      <ErrorSummary
        t={t}
        errors={fault === 'email' ? [{ field: 'email', message: t('account.signIn.emailWrong') }] : []}
      />
      {fault && fault !== 'email' && (
        <Notice tone="warning" live title={t(`account.signIn.fault.${fault}`)}>
          <p>{t('account.signIn.faultText')}</p>
        </Notice>
      )}
      <PageTitle lead={t(sure ? 'account.signIn.leadLevel' : 'account.signIn.lead')}>
        {t('account.signIn.title')}
      </PageTitle>
      {sure && (
        <Notice title={t('account.signIn.level', { level: t(`account.level.${level}.name`) })}>
          <p>{t(`account.level.${level}.text`)}</p>
        </Notice>
      )}
      {providers.length > 0 && (
        <section class="sd-section" aria-labelledby="mit-dienst">
          <h2 class="kern-heading-medium" id="mit-dienst">
            {t('account.signIn.withProvider')}
          </h2>
          <p>{t('account.signIn.withProviderText')}</p>
          {providers.map((provider) => (
            <p key={provider.id}>
              <ButtonLink
                kind={sure ? 'primary' : 'secondary'}
                icon="user"
                block
                href={urlWith(paths.accountSignOn(provider.code), { weiter: onward, stufe: level })}
              >
                {t('account.signIn.provider', { name: provider.name })}
              </ButtonLink>
            </p>
          ))}
        </section>
      )}
      {sure ? (
        providers.length === 0 && <p>{t('account.signIn.noProvider')}</p>
      ) : (
        <>
          <section class="sd-section" aria-labelledby="mit-mail">
            <h2 class="kern-heading-medium" id="mit-mail">
              {t('account.signIn.withMail')}
            </h2>
            <Form action={paths.accountSignIn} hidden={{ weiter: onward }}>
              <TextField
                t={t}
                name="email"
                type="email"
                label={t('account.signIn.email')}
                hint={t('account.signIn.emailHint')}
                value={email}
                autocomplete="email"
                maxlength={320}
                spellcheck={false}
                error={fault === 'email' ? t('account.signIn.emailWrong') : undefined}
              />
              <ActionBar>
                <Button icon="mail">{t('account.signIn.send')}</Button>
              </ActionBar>
            </Form>
          </section>
          <div class="sd-konto__after">
            <PasskeyForm
              t={t}
              action={paths.accountPasskeySignIn}
              task={paths.accountPasskeyQuestion}
              purpose="anmelden"
              hidden={{ weiter: onward }}
            >
              <h2 class="kern-heading-medium">{t('account.signIn.withPasskey')}</h2>
              <p>{t('account.signIn.withPasskeyText')}</p>
              <Button kind="secondary" icon="lock">
                {t('account.signIn.passkey')}
              </Button>
            </PasskeyForm>
          </div>
        </>
      )}
      <Details summary={t('account.signIn.why')}>
        <p>{t('account.signIn.whyText')}</p>
        <p>
          <a href={paths.privacy}>{t('report.contact.privacy')}</a>
        </p>
      </Details>
      {sure && (
        <p>
          <a href={urlWith(paths.accountSignIn, { weiter: paths.account })}>{t('account.signIn.other')}</a>
        </p>
      )}
    </PortalLayout>
  )
}
