import type { PageView } from '#http/view.ts'
import type { Factors } from '#modules/identity/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ErrorSummary, type FieldMistake } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import { step } from './on-the-way.ts'
import { ThrottledNotice } from './throttled-notice.tsx'

export type CodeFault = { kind: 'missing' | 'wrong' | 'passkey' } | { kind: 'throttled'; retryAt: Date }

interface Props {
  view: PageView
  factors: Factors
  onward: string | null
  fault?: CodeFault
}

/** The second factor: a code of the app, or a passkey. */
export function CodePage({ view, factors, onward, fault }: Props) {
  const { t } = view
  const message =
    fault && fault.kind !== 'throttled' && fault.kind !== 'passkey' ? t(`session.code.${fault.kind}`) : null
  const errors: FieldMistake[] = [
    ...(message ? [{ field: 'code', message }] : []),
    ...(fault?.kind === 'passkey' ? [{ field: 'passkey', message: t('session.passkey.refused') }] : []),
  ]
  const title = t('session.code.title')
  return (
    <PortalLayout
      view={view}
      title={title}
      width="narrow"
      noIndex
      errors={errors.length > 0}
      islands={factors.passkeys.length > 0 ? ['passkey'] : []}
      trail={[{ label: t('session.title'), href: paths.signIn }, { label: title }]}
    >
      <ErrorSummary t={t} errors={errors} />
      {fault?.kind === 'throttled' && <ThrottledNotice view={view} retryAt={fault.retryAt} />}
      <PageTitle lead={t(factors.app ? 'session.code.lead' : 'session.code.leadPasskey')}>{title}</PageTitle>
      {factors.passkeys.length > 0 && (
        <div id="passkey">
          <PasskeyForm
            t={t}
            action={paths.signInCode}
            task={paths.passkeyTask}
            purpose="code"
            hidden={{ weiter: onward }}
          >
            <ActionBar>
              <Button kind={factors.app ? 'secondary' : 'primary'} icon="lock">
                {t('session.passkey.use')}
              </Button>
            </ActionBar>
          </PasskeyForm>
          {!factors.app && (
            <noscript>
              <Notice tone="warning" title={t('session.passkey.noScript')} />
            </noscript>
          )}
        </div>
      )}
      {factors.app && (
        <Form action={paths.signInCode} hidden={{ weiter: onward }}>
          <TextField
            t={t}
            name="code"
            label={t('session.code.label')}
            hint={t('session.code.hint')}
            autocomplete="one-time-code"
            inputmode="numeric"
            maxlength={10}
            width="short"
            error={message ?? undefined}
            autofocus={errors.length === 0}
          />
          <ActionBar>
            <Button>{t('session.code.submit')}</Button>
          </ActionBar>
        </Form>
      )}
      {factors.recoveryLeft !== null && (
        <p class="access-more">
          <a href={step(paths.signInRecovery, onward)}>{t('session.recovery.instead')}</a>
        </p>
      )}
      <p class="sd-muted">{t('session.code.lost')}</p>
    </PortalLayout>
  )
}
