import type { PageView } from '#http/view.ts'
import type { Case } from '#modules/cases/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

/** What the link in the letter opens: it only asks, because mail programs open links to look at them. */
export function ConfirmPage({ view, token, report }: { view: PageView; token: string; report: Case }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('following.confirm.title')} width="narrow" noIndex>
      <PageTitle
        lead={t('following.confirm.lead', {
          category: report.title[view.lang],
          address: report.address ?? report.number,
        })}
      >
        {t('following.confirm.title')}
      </PageTitle>
      <Form action={paths.followConfirm(token)}>
        <ActionBar>
          <Button icon="check">{t('following.confirm.button')}</Button>
        </ActionBar>
      </Form>
    </PortalLayout>
  )
}

/** Used, old, or never one of ours: all the same to whoever holds it. */
export function ConfirmGone({ view }: { view: PageView }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('following.confirm.gone')} width="narrow" noIndex>
      <PageTitle lead={t('following.confirm.goneText')}>{t('following.confirm.gone')}</PageTitle>
      <ActionBar>
        <ButtonLink href={paths.list}>{t('reports.nextList')}</ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}
