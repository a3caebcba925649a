import type { PageView } from '#http/view.ts'
import { paths } from '#paths.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { CopyLink } from '#ui/copy-link.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { QrCode } from '#ui/qr-code.tsx'

/** Where the report goes on: a code for the phone, a link for anything else. */
export function DevicePage({ view, link, minutes }: { view: PageView; link: string; minutes: number }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('device.title')} islands={['copy']} width="narrow" noIndex>
      <PageTitle lead={t('device.lead', { minutes })}>{t('device.title')}</PageTitle>
      <QrCode text={link} label={t('device.code')} />
      <CopyLink t={t} href={link} />
      <p>{t('device.secret')}</p>
      <ActionBar>
        <ButtonLink kind="secondary" href={paths.reportStep('weiter')}>
          {t('device.stay')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}

/** A draft of an account is found there on every device. */
export function AccountDevicePage({ view }: { view: PageView }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('device.title')} width="narrow" noIndex>
      <PageTitle lead={t('device.account')}>{t('device.title')}</PageTitle>
      <ActionBar>
        <ButtonLink kind="secondary" href={paths.reportStep('weiter')}>
          {t('device.stay')}
        </ButtonLink>
      </ActionBar>
    </PortalLayout>
  )
}

/** On the other device: asks first, because programs open links only to look at them. */
export function TakeOverPage({
  view,
  link,
  good,
  begun,
}: {
  view: PageView
  link: string
  good: boolean
  /** A report was begun on this device too. */
  begun: boolean
}) {
  const { t } = view
  const title = t(good ? 'device.take' : 'device.gone')
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      <PageTitle lead={t(good ? 'device.takeLead' : 'device.goneLead')}>{title}</PageTitle>
      {good && begun && <Notice tone="warning" title={t('device.begun')} />}
      {good ? (
        <Form action={paths.reportMove(link)}>
          <ActionBar>
            <Button iconAfter="arrow-right">{t('device.takeButton')}</Button>
          </ActionBar>
        </Form>
      ) : (
        <ActionBar>
          <ButtonLink kind="primary" href={paths.report}>
            {t('device.anew')}
          </ButtonLink>
        </ActionBar>
      )}
    </PortalLayout>
  )
}
