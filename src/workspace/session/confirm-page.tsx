import type { PageView } from '#http/view.ts'
import type { Factors } from '#modules/identity/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { urlWith } from '#ui/url.ts'
import { WorkspaceLayout } from '#ui/workspace-layout.tsx'
import { paths } from '../../paths.ts'
import { ThrottledNotice } from './throttled-notice.tsx'

export type ConfirmFault =
  | { kind: 'missing' | 'wrong' | 'passkey'; by?: string }
  | { kind: 'throttled'; retryAt: Date }

interface Props {
  view: PageView
  factors: Factors
  hasPassword: boolean
  /** The demo's password, where it opens this account. */
  demo: string | null
  onward: string | null
  fault?: ConfirmFault
}

/** "Is it still you?" One of what the person has is enough. */
export function ConfirmPage({ view, factors, hasPassword, demo, onward, fault }: Props) {
  const { t } = view
  const title = t('session.confirm.title')
  const wrong = fault?.kind === 'wrong' || fault?.kind === 'missing' ? fault : null
  const byCode = wrong ? wrong.by === 'totp' || !hasPassword : false
  const message = {
    password: wrong && !byCode ? t(`session.confirm.password.${wrong.kind}`) : undefined,
    code: wrong && byCode ? t(`session.code.${wrong.kind}`) : undefined,
  }
  const errors = [
    ...(message.password ? [{ field: 'password', message: message.password }] : []),
    ...(message.code ? [{ field: 'code', message: message.code }] : []),
    ...(fault?.kind === 'passkey' ? [{ field: 'passkey', message: t('session.passkey.refused') }] : []),
  ]
  const ways = [factors.passkeys.length > 0, hasPassword, factors.app !== null].filter(Boolean).length
  return (
    <WorkspaceLayout
      view={view}
      title={title}
      errors={errors.length > 0}
      islands={factors.passkeys.length > 0 ? ['passkey'] : []}
    >
      <ErrorSummary t={t} errors={errors} />
      {fault?.kind === 'throttled' && <ThrottledNotice view={view} retryAt={fault.retryAt} />}
      <PageTitle lead={t('session.confirm.lead')}>{title}</PageTitle>
      {demo && <Notice title={t('session.confirm.demo', { password: demo })} />}
      {ways === 0 && (
        <Notice
          tone="info"
          title={t('session.confirm.anew')}
          actions={
            <ButtonLink kind="primary" href={urlWith(paths.signIn, { neu: 'ja', weiter: onward })}>
              {t('session.confirm.anewLink')}
            </ButtonLink>
          }
        />
      )}
      {factors.passkeys.length > 0 && (
        <div id="passkey">
          <PasskeyForm
            t={t}
            action={paths.confirm}
            task={paths.passkeyTask}
            purpose="bestaetigen"
            hidden={{ weiter: onward }}
          >
            <ActionBar>
              <Button kind="secondary" icon="lock">
                {t('session.passkey.use')}
              </Button>
            </ActionBar>
          </PasskeyForm>
        </div>
      )}
      {hasPassword && (
        <Form action={paths.confirm} hidden={{ weiter: onward }}>
          <TextField
            t={t}
            name="password"
            type="password"
            label={t('session.password.label')}
            autocomplete="current-password"
            width="medium"
            error={message.password}
            autofocus={errors.length === 0}
          />
          <ActionBar>
            <Button>{t('session.confirm.submit')}</Button>
          </ActionBar>
        </Form>
      )}
      {factors.app && (
        <Section title={t(hasPassword ? 'session.confirm.orCode' : 'session.confirm.byCode')}>
          <Form action={paths.confirm} hidden={{ weiter: onward }}>
            <TextField
              t={t}
              name="code"
              label={t('session.code.label')}
              hint={t('session.code.hint')}
              autocomplete="one-time-code"
              inputmode="numeric"
              maxlength={10}
              width="short"
              error={message.code}
            />
            <ActionBar>
              <Button kind={hasPassword ? 'secondary' : 'primary'}>{t('session.confirm.submit')}</Button>
            </ActionBar>
          </Form>
        </Section>
      )}
    </WorkspaceLayout>
  )
}
