import type { PageView } from '#http/view.ts'
import type { invitedBy } from '#modules/identity/index.ts'
import { ActionBar, Button } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/field/error-summary.tsx'
import { TextField } from '#ui/field/text-field.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

export type PasswordFault = 'missing' | 'different' | 'too_short' | 'too_long' | 'like_email'

interface Props {
  view: PageView
  person: NonNullable<Awaited<ReturnType<typeof invitedBy>>>
  token: string
  fault: PasswordFault | null
}

/** Setting one's own password, for the first time or anew. */
export function InvitationPage({ view, person, token, fault }: Props) {
  const { t } = view
  const title = t(`invitation.title.${person.purpose}`)
  const field = fault === 'different' ? 'wiederholung' : 'passwort'
  const message = fault
    ? t(fault === 'missing' || fault === 'different' ? `invitation.${fault}` : `identity.password.${fault}`)
    : undefined
  return (
    <PortalLayout
      view={view}
      title={title}
      width="narrow"
      noIndex
      errors={fault !== null}
      trail={[{ label: title }]}
    >
      <ErrorSummary t={t} errors={message ? [{ field, message }] : []} />
      <PageTitle lead={t('invitation.lead', { name: person.name })}>{title}</PageTitle>
      <Form action={paths.invitation(token)}>
        {/* Password managers keep what belongs together. */}
        <TextField
          t={t}
          name="email"
          type="email"
          label={t('invitation.email')}
          value={person.email}
          autocomplete="username"
          readonly
        />
        <TextField
          t={t}
          name="passwort"
          type="password"
          label={t('invitation.password')}
          hint={t('invitation.hint')}
          autocomplete="new-password"
          error={field === 'passwort' ? message : undefined}
        />
        <TextField
          t={t}
          name="wiederholung"
          type="password"
          label={t('invitation.again')}
          autocomplete="new-password"
          error={field === 'wiederholung' ? message : undefined}
        />
        <ActionBar>
          <Button>{t('invitation.save')}</Button>
        </ActionBar>
      </Form>
    </PortalLayout>
  )
}
