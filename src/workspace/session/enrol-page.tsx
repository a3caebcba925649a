import type { PageView } from '#http/view.ts'
import type { ProposedApp } from '#modules/identity/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { PageTitle, Section } from '#ui/page-title.tsx'
import { PasskeyForm } from '#ui/passkey-form.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'
import { AppForm } from '../access/app-form.tsx'

export type EnrolFault = 'missing' | 'wrong' | 'passkey'

interface Props {
  view: PageView
  app: ProposedApp
  onward: string | null
  fault?: EnrolFault
}

/** The town asks for a second factor and this person has none yet. */
export function EnrolPage({ view, app, onward, fault }: Props) {
  const { t } = view
  const title = t('session.enrol.title')
  const message = fault && fault !== 'passkey' ? t(`access.app.${fault}`) : undefined
  const errors = [
    ...(message ? [{ field: 'code', message }] : []),
    ...(fault === 'passkey' ? [{ field: 'passkey', message: t('session.passkey.refused') }] : []),
  ]
  return (
    <PortalLayout
      view={view}
      title={title}
      width="narrow"
      noIndex
      errors={errors.length > 0}
      islands={['passkey']}
      trail={[{ label: t('session.title'), href: paths.signIn }, { label: title }]}
    >
      <ErrorSummary t={t} errors={errors} />
      <PageTitle lead={t('session.enrol.lead')}>{title}</PageTitle>
      <Section title={t('access.app.title')} intro={t('access.app.intro')}>
        <AppForm view={view} action={paths.signInEnrol} app={app} onward={onward} error={message} />
      </Section>
      <Section title={t('session.enrol.passkey')} id="passkey" intro={t('access.passkey.intro')}>
        <PasskeyForm
          t={t}
          action={paths.signInEnrol}
          task={paths.passkeyTask}
          purpose="einrichten"
          hidden={{ weiter: onward }}
        >
          <TextField
            t={t}
            name="name"
            id="passkey-name"
            label={t('access.passkey.name')}
            hint={t('access.passkey.nameHint')}
            maxlength={60}
            optional
          />
          <ActionBar>
            <Button kind="secondary" icon="lock">
              {t('access.passkey.make')}
            </Button>
          </ActionBar>
        </PasskeyForm>
        <noscript>
          <p>{t('session.passkey.noScriptEnrol')}</p>
        </noscript>
      </Section>
    </PortalLayout>
  )
}
