import { ActionBar, ButtonLink } from '#ui/button.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import type { View } from '#ui/view.ts'

/** What went wrong in a sentence, and a way on. */
export function ErrorPage(p: {
  view: View
  status: number
  message: string
  /** What it was about, where that can still be looked at. */
  back?: { href: string; label: string } | null
}) {
  const { view, status, message, back } = p
  const { t } = view
  const title = t(
    status === 404 ? 'ui.errorPage.notFound' : status >= 500 ? 'ui.errorPage.broken' : 'ui.errorPage.refused',
  )
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <PageTitle lead={message}>{title}</PageTitle>
      <ActionBar>
        {back && (
          <ButtonLink href={back.href} icon="arrow-left" kind="primary">
            {back.label}
          </ButtonLink>
        )}
        <ButtonLink href={view.homeHref} icon="home">
          {t('ui.errorPage.home')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}
