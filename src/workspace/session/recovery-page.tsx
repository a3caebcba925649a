import type { PageView } from '#http/view.ts'
import type { Factors } from '#modules/identity/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import type { CodeFault } from './code-page.tsx'
import { step } from './on-the-way.ts'
import { ThrottledNotice } from './throttled-notice.tsx'

interface Props {
  view: PageView
  factors: Factors
  onward: string | null
  fault?: CodeFault
}

/** Where app and passkeys are out of reach: one of the codes that were put aside. */
export function RecoveryPage({ view, onward, fault }: Props) {
  const { t } = view
  const title = t('session.recovery.title')
  const message =
    fault && fault.kind !== 'throttled'
      ? t(`session.recovery.${fault.kind === 'missing' ? 'missing' : 'wrong'}`)
      : undefined
  return (
    <PortalLayout
      view={view}
      title={title}
      width="narrow"
      noIndex
      errors={message !== undefined}
      trail={[{ label: t('session.title'), href: paths.signIn }, { label: title }]}
    >
      <ErrorSummary t={t} errors={message ? [{ field: 'code', message }] : []} />
      {fault?.kind === 'throttled' && <ThrottledNotice view={view} retryAt={fault.retryAt} />}
      <PageTitle lead={t('session.recovery.lead')}>{title}</PageTitle>
      <Form action={paths.signInRecovery} hidden={{ weiter: onward }}>
        <TextField
          t={t}
          name="code"
          label={t('session.recovery.label')}
          hint={t('session.recovery.hint')}
          autocomplete="off"
          spellcheck={false}
          maxlength={40}
          width="medium"
          error={message}
          autofocus={!message}
        />
        <ActionBar>
          <Button>{t('session.recovery.submit')}</Button>
        </ActionBar>
      </Form>
      <p class="access-more">
        <a href={step(paths.signInCode, onward)}>{t('session.recovery.back')}</a>
      </p>
    </PortalLayout>
  )
}
