import type { PageView } from '#http/view.ts'
import type { Provider } from '#modules/identity/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { CardGrid } from '#ui/card.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import { SignOnChoices } from '../sso/choices.tsx'
import { ThrottledNotice } from './throttled-notice.tsx'

/** The published logins of a demo: one password, and for each role somebody who holds it. */
export interface DemoLogins {
  password: string
  logins: readonly { email: string; role: string }[]
}

export type SignInFault =
  | { kind: 'wrong' | 'passkey' }
  | { kind: 'missing'; email: boolean; password: boolean }
  | { kind: 'throttled'; retryAt: Date }

/** Why somebody stands here again: a text `session.hint.…` each. */
export const signInHints = ['abgelaufen', 'passwort', 'beendet'] as const

interface Props {
  view: PageView
  email?: string
  onward?: string | null
  fault?: SignInFault
  hint: (typeof signInHints)[number] | null
  /** Shown while the program runs as a demo. */
  demo: DemoLogins | null
  /** Single sign-on, and whether they are to show anew who they are. */
  providers: readonly Provider[]
  anew: boolean
}

export function SignInPage({ view, email = '', onward, fault, hint, demo, providers, anew }: Props) {
  const { t } = view
  const missing = fault?.kind === 'missing' ? fault : null
  const errors: FieldMistake[] = [
    ...(missing?.email ? [{ field: 'email', message: t('session.email.missing') }] : []),
    ...(missing?.password ? [{ field: 'password', message: t('session.password.missing') }] : []),
    ...(fault?.kind === 'wrong' ? [{ field: 'email', message: t('identity.sign_in.wrong') }] : []),
    ...(fault?.kind === 'passkey' ? [{ field: 'passkey', message: t('session.passkey.refused') }] : []),
  ]
  return (
    <PortalLayout
      view={view}
      title={t('session.title')}
      width="narrow"
      noIndex
      errors={errors.length > 0}
      islands={['passkey', 'field-leave']}
      trail={[{ label: t('session.title') }]}
    >
      <ErrorSummary t={t} errors={errors} />
      {fault?.kind === 'throttled' && <ThrottledNotice view={view} retryAt={fault.retryAt} />}
      {hint && !fault && <Notice title={t(`session.hint.${hint}`)} live />}
      <PageTitle lead={t('session.lead')}>{t('session.title')}</PageTitle>
      <Form action={paths.signIn} hidden={{ weiter: onward }}>
        <TextField
          t={t}
          name="email"
          type="email"
          label={t('session.email.label')}
          value={email}
          autocomplete="username"
          error={errors.find((e) => e.field === 'email')?.message}
          spellcheck={false}
        />
        <TextField
          t={t}
          name="password"
          type="password"
          label={t('session.password.label')}
          autocomplete="current-password"
          error={missing?.password ? t('session.password.missing') : undefined}
        />
        <ActionBar>
          <Button>{t('session.submit')}</Button>
        </ActionBar>
      </Form>
      <div id="passkey">
        <PasskeyForm
          t={t}
          action={paths.passkeySignIn}
          task={paths.passkeyTask}
          purpose="anmelden"
          hidden={{ weiter: onward }}
        >
          <ActionBar>
            <Button kind="secondary" icon="lock">
              {t('session.passkey.signIn')}
            </Button>
          </ActionBar>
        </PasskeyForm>
      </div>
      <SignOnChoices view={view} providers={providers} onward={onward} anew={anew} />
      {demo && <TryOut view={view} demo={demo} onward={onward} />}
    </PortalLayout>
  )
}

/** In the demo anyone may look: one press signs in. */
function TryOut({ view, demo, onward }: Pick<Props, 'view' | 'onward'> & { demo: DemoLogins }) {
  const { t } = view
  return (
    <section class="sd-section" aria-labelledby="demo-anmeldung">
      <h2 class="kern-heading-medium" id="demo-anmeldung">
        {t('session.demo.title')}
      </h2>
      <p>{t('session.demo.lead', { password: demo.password })}</p>
      <CardGrid size="small">
        {demo.logins.map((login) => (
          <Form
            key={login.email}
            action={paths.signIn}
            hidden={{ weiter: onward, email: login.email, password: demo.password }}
            class=""
          >
            <Button kind="secondary" icon="user" block>
              {t(`role.${login.role}`)}
            </Button>
            <small class="sd-muted">{login.email}</small>
          </Form>
        ))}
      </CardGrid>
    </section>
  )
}
