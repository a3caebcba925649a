import type { PageView } from '#http/view.ts'
import type { Wish } from '#modules/subscriptions/index.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

/** After asking: the same for every address, so that nothing is learned about whose it is. `kept`: a demo sends none. */
export function SentPage({ view, days, kept }: { view: PageView; days: number; kept: boolean }) {
  const { t } = view
  const title = t('near.sent.title')
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <Confirmation t={t} title={title} lead={t('near.sent.lead', { days })}>
        <p>{t('near.sent.text')}</p>
        {kept && <p class="sd-muted">{t('near.sent.kept')}</p>}
        <ButtonLink href={paths.near}>{t('near.sent.back')}</ButtonLink>
      </Confirmation>
    </PortalLayout>
  )
}

/** Opening the link only asks: mail programs open links to look at them. */
export function ConfirmPage({
  view,
  token,
  request,
}: {
  view: PageView
  token: string
  request: { email: string; wish: Wish }
}) {
  const { t } = view
  const title = t('near.confirm.title')
  const { where, rhythm } = request.wish
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <PageTitle
        lead={t('near.confirm.lead', {
          place: where.label,
          email: request.email,
          rhythm: t(`near.rhythm.${rhythm}`),
        })}
      >
        {title}
      </PageTitle>
      <Form action={paths.nearConfirm(token)}>
        <ActionBar>
          <Button icon="check">{t('near.confirm.button')}</Button>
        </ActionBar>
        <p class="sd-muted">{t('near.confirm.text')}</p>
      </Form>
    </PortalLayout>
  )
}

/** A link that opens nothing (any more). */
export function OverPage({ view }: { view: PageView }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('near.over.title')} width="narrow" noIndex>
      <PageTitle>{t('near.over.title')}</PageTitle>
      <EmptyState
        icon="mail"
        title={t('near.over.lead')}
        actions={<ButtonLink href={paths.near}>{t('near.sent.back')}</ButtonLink>}
      >
        {t('near.over.text')}
      </EmptyState>
    </PortalLayout>
  )
}

/** All was ended: nothing is known of the address any more. */
export function EndedPage({ view }: { view: PageView }) {
  const { t } = view
  const title = t('near.ended.title')
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <Confirmation t={t} title={title} lead={t('near.ended.lead')}>
        <ButtonLink href={paths.near}>{t('near.sent.back')}</ButtonLink>
      </Confirmation>
    </PortalLayout>
  )
}

/** The stop link of a letter; the button acts, and so does a mail program's own (RFC 8058). */
export function StopPage({ view, token }: { view: PageView; token: string }) {
  const { t } = view
  const title = t('near.stop.title')
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <PageTitle lead={t('near.stop.text')}>{title}</PageTitle>
      <Form action={paths.nearStop(token)}>
        <ActionBar>
          <Button>{t('near.stop.button')}</Button>
        </ActionBar>
      </Form>
    </PortalLayout>
  )
}
