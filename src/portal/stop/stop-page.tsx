import type { PageView } from '#http/view.ts'
import { Button } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

export function StopPage({ view, token, done }: { view: PageView; token: string; done: boolean }) {
  const { t } = view
  const title = t(done ? 'tracking.stop.done' : 'tracking.stop.title')
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      {done ? (
        <Confirmation t={t} title={title} lead={t('tracking.stop.doneText')} />
      ) : (
        <>
          <PageTitle lead={t('tracking.stop.text')}>{title}</PageTitle>
          <Form action={paths.stop(token)}>
            <Button>{t('tracking.stop.button')}</Button>
          </Form>
        </>
      )}
    </PortalLayout>
  )
}
