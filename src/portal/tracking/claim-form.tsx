import type { PageView } from '#http/view.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'

/** Whoever holds a case's link can take it into their account; who has it there already is led there. */
export function ClaimForm({ view, token, own }: { view: PageView; token: string; own: string | null }) {
  const { t } = view
  return (
    <>
      <Section title={t('tracking.claim.title')}>
        {own ? (
          <p>
            <a href={paths.accountCase(own)}>{t('tracking.claim.there')}</a>
          </p>
        ) : (
          <>
            <p>{t('tracking.claim.text')}</p>
            <Form action={paths.trackingClaim(token)} class="sd-plainform">
              <Button kind="secondary" icon="user">
                {t('tracking.claim.button')}
              </Button>
            </Form>
          </>
        )}
      </Section>
      <p class="sd-muted sd-case__secret">{t('tracking.secret')}</p>
    </>
  )
}
