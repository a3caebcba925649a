import type { PageView } from '#http/view.ts'
import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

/**
 * Signed out here; the session at the provider may be wanted for other programs, so ending it is offered and not done.
 */
export function SignedOffPage({ view, name, url }: { view: PageView; name: string; url: string | null }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('sso.off.title')} width="narrow" noIndex>
      <PageTitle>{t('sso.off.title')}</PageTitle>
      {url && <Notice tone="info" title={t('sso.off.still', { name })} />}
      <ActionBar>
        {url && (
          <ButtonLink kind="primary" href={url}>
            {t('sso.off.there', { name })}
          </ButtonLink>
        )}
        <ButtonLink href={paths.signIn}>{t('sso.off.again')}</ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}
