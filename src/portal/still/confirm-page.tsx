import type { PageView } from '#http/view.ts'
import type { UnsureVoice } from '#modules/voice/index.ts'
import { shortAddress } from '#portal/reports/short-address.ts'
import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { Confirmation } from '#ui/confirmation.tsx'
import { Form } from '#ui/form.tsx'
import { PageTitle } from '#ui/page-title.tsx'
import { PortalLayout } from '#ui/portal-layout.tsx'
import { paths } from '../../paths.ts'

/** What the link in the letter opens: it only asks, because mail programs open links to look at them. */
export function ConfirmVoicePage({
  view,
  token,
  voice,
}: {
  view: PageView
  token: string
  voice: UnsureVoice
}) {
  const { t, lang } = view
  const title = t(voice.sure ? 'voice.confirm.done' : 'voice.confirm.title')
  const of = t('voice.still.of', {
    number: voice.number,
    title: voice.title[lang],
    address: shortAddress(voice.address),
  })
  return (
    <PortalLayout view={view} title={title} width="narrow" noIndex>
      {voice.sure ? (
        <Confirmation t={t} title={title} lead={t('voice.confirm.doneText')}>
          <div class="sd-actions">
            <ButtonLink href={paths.publicReport(voice.number)}>{t('voice.still.back')}</ButtonLink>
          </div>
        </Confirmation>
      ) : (
        <>
          <PageTitle preline={of} lead={t('voice.confirm.lead')}>
            {title}
          </PageTitle>
          <Form action={paths.stillConfirm(token)}>
            <ActionBar>
              <Button icon="check">{t('voice.confirm.button')}</Button>
            </ActionBar>
          </Form>
        </>
      )}
    </PortalLayout>
  )
}

/** Decided meanwhile, or never one of ours: all the same to whoever holds it. */
export function ConfirmVoiceGone({ view }: { view: PageView }) {
  const { t } = view
  return (
    <PortalLayout view={view} title={t('voice.confirm.gone')} width="narrow" noIndex>
      <PageTitle lead={t('voice.confirm.goneText')}>{t('voice.confirm.gone')}</PageTitle>
      <div class="sd-actions">
        <ButtonLink href={paths.list}>{t('reports.nextList')}</ButtonLink>
      </div>
    </PortalLayout>
  )
}
