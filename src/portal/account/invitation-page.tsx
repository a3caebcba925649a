import type { PageView } from '#http/view.ts'
import type { Invited } from '#modules/citizens/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { powerWords } from './organisation-pages.tsx'

/** What an invitation is for; only the person who was meant can accept it. */
export function InvitationPage({
  view,
  invited,
  token,
  who,
}: {
  view: PageView
  invited: Invited
  token: string
  who: 'meant' | 'other' | 'nobody'
}) {
  const { t } = view
  const name = invited.organisation.party.name ?? ''
  const title = t('account.invitation.title', { name })
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <PageTitle lead={t('account.invitation.lead', { name, powers: powerWords(t, invited.powers) })}>
        {title}
      </PageTitle>
      {who === 'meant' ? (
        <Form action={paths.accountInvitation(token)}>
          <Button icon="check">{t('account.invitation.accept')}</Button>
        </Form>
      ) : (
        <Notice
          title={t(who === 'other' ? 'account.invitation.other' : 'account.invitation.signIn', {
            email: invited.email,
          })}
          actions={
            who === 'nobody' ? (
              <ButtonLink
                kind="primary"
                href={urlWith(paths.accountSignIn, { weiter: paths.accountInvitation(token) })}
              >
                {t('account.signIn.title')}
              </ButtonLink>
            ) : (
              <form method="post" action={paths.accountSignOut}>
                <Button kind="secondary">{t('ui.signOut')}</Button>
              </form>
            )
          }
        />
      )}
    </PortalLayout>
  )
}
