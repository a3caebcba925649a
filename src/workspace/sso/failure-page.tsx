import type { PageView } from '#http/view.ts'
import type { SignOnReason } from '#modules/identity/index.ts'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

/** It makes no sense to try these again at once. */
const final: readonly SignOnReason[] = [
  'account_unknown',
  'account_disabled',
  'account_email',
  'account_taken',
]

/** Why nobody is signed in, and what one can do. */
export function SignOnFailurePage({
  view,
  code,
  name,
  reason,
}: {
  view: PageView
  code: string
  name: string
  reason: SignOnReason
}) {
  const { t } = view
  return (
    <PortalLayout
      view={view}
      title={t('sso.failure.title')}
      width="narrow"
      noIndex
      trail={[{ label: t('session.title'), href: paths.signIn }, { label: name }]}
    >
      <PageTitle preline={name}>{t('sso.failure.title')}</PageTitle>
      <Notice tone={reason === 'declined' ? 'info' : 'warning'} title={t(`error.sign_on.${reason}`)} live />
      <ActionBar>
        {/* Whoever was let in there under another name would be let in under it again. */}
        <ButtonLink
          kind="primary"
          href={urlWith(paths.signOn(code), { neu: final.includes(reason) ? 'konto' : null })}
        >
          {t(final.includes(reason) ? 'sso.failure.other' : 'sso.failure.again')}
        </ButtonLink>
        <ButtonLink href={paths.signIn}>{t('sso.failure.else')}</ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}
