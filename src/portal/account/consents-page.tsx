import { type Consent, type ConsentPurpose, consentPurposes } from '#modules/citizens/index.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Section } from '#ui/page-title.tsx'
import { When } from '#ui/when.tsx'
import { paths } from '../../paths.ts'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'

/** What I allow: each with a button to give it and one, as large, to take it back. */
export function ConsentsPage({ me, consents }: { me: Me; consents: readonly Consent[] }) {
  const { view } = me
  const { t } = view
  const given = (purpose: ConsentPurpose): Consent | undefined =>
    consents.find(
      (one) =>
        one.purpose === purpose && !one.withdrawnAt && one.wording === consentPurposes[purpose].wording,
    )
  return (
    <AccountLayout me={me} area="consents" lead={t('account.consents.lead')}>
      <ul class="sd-konto__talks">
        {(Object.keys(consentPurposes) as ConsentPurpose[]).map((purpose) => {
          const now = given(purpose)
          return (
            <li key={purpose}>
              <h2 class="kern-heading-small">{t(`account.consent.${purpose}.title`)}</h2>
              <p>{t(`account.consent.${purpose}.text`)}</p>
              <p>
                <Badge small tone={now ? 'success' : 'neutral'}>
                  {t(now ? 'account.consents.given' : 'account.consents.notGiven')}
                </Badge>{' '}
                {now && <When view={view} at={now.givenAt} />}
              </p>
              <Form
                action={paths.accountConsents}
                hidden={{ zweck: purpose, erlaubt: now ? 'nein' : 'ja' }}
                class="sd-plainform"
              >
                <Button kind="secondary">
                  {t(now ? 'account.consents.withdraw' : 'account.consents.give')}
                  <span class="kern-sr-only"> {t(`account.consent.${purpose}.title`)}</span>
                </Button>
              </Form>
            </li>
          )
        })}
      </ul>
      {consents.some((one) => one.withdrawnAt) && (
        <Section title={t('account.consents.before')}>
          <ul>
            {consents
              .filter((one) => one.withdrawnAt)
              .map((one) => (
                <li key={one.id}>
                  {t(`account.consent.${one.purpose}.title`)}: <When view={view} at={one.givenAt} /> –{' '}
                  <When view={view} at={one.withdrawnAt!} />
                </li>
              ))}
          </ul>
        </Section>
      )}
    </AccountLayout>
  )
}
