import type { PageView } from '#http/view.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

/** The same for every address, known or not. `kept`: a demo that sends no mail; its administration reads the letters. */
export function LinkSentPage({ view, minutes, kept }: { view: PageView; minutes: number; kept: boolean }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('account.sent.title')} width="narrow" noIndex>
      <Confirmation t={t} title={t('account.sent.title')} lead={t('account.sent.lead', { count: minutes })}>
        <p>{t('account.sent.device')}</p>
        <p>{t('account.sent.spam')}</p>
        {kept && (
          <p>
            {t('account.sent.demo')} <a href={paths.mail}>{t('account.sent.demoLink')}</a>
          </p>
        )}
      </Confirmation>
      <ActionBar>
        <ButtonLink href={paths.accountSignIn} kind="tertiary">
          {t('account.sent.again')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}

/** Opening a link changes nothing, because mail programs open links to look at them; the button signs in. */
export function LinkPage({
  view,
  action,
  email,
  what,
}: {
  view: PageView
  action: string
  email: string
  what: 'signIn' | 'address'
}) {
  const { t } = view
  const title = t(`account.link.${what}.title`)
  return (
    <PortalLayout view={view} title={title} width="narrow" styles={['account.css']} noIndex>
      <PageTitle lead={t(`account.link.${what}.lead`)}>{title}</PageTitle>
      <p class="sd-account__who">{email}</p>
      <Form action={action}>
        <ActionBar>
          <Button icon="check">{t(`account.link.${what}.button`)}</Button>
        </ActionBar>
      </Form>
      <p class="sd-muted sd-konto__after">{t('account.link.notYou')}</p>
    </PortalLayout>
  )
}

/** Unknown, used and old links are one page. */
export function LinkOverPage({ view }: { view: PageView }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('account.link.over.title')} width="narrow" noIndex>
      <PageTitle lead={t('account.link.over.text')}>{t('account.link.over.title')}</PageTitle>
      <ActionBar>
        <ButtonLink href={paths.accountSignIn} kind="primary">
          {t('account.link.over.again')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}
