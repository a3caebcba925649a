import { PortalLayout } from '#ui/portal-layout.tsx'
import type { View } from '#ui/view.ts'

/** What went wrong in a sentence, and a way on. */
export function ErrorPage({ view, status, message }: { view: View; status: number; message: string }) {
  const { t } = view
  const title = t(
    status === 404 ? 'ui.errorPage.notFound' : status >= 500 ? 'ui.errorPage.broken' : 'ui.errorPage.refused',
  )
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <h1 class="kern-heading-x-large">{title}</h1>
      <p class="kern-body">{message}</p>
      <p class="kern-body">
        <a class="kern-link" href={view.homeHref}>
          {t('ui.errorPage.home')}
        </a>
      </p>
    </PortalLayout>
  )
}
