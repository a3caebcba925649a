import { ActionBar, Button, ButtonLink } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Form } from '#ui/form.tsx'
import { Notice } from '#ui/notice.tsx'
import { Section } from '#ui/page-title.tsx'
import { paths } from '../../paths.ts'
import { AccountLayout } from './layout.tsx'
import type { Me } from './me.ts'

export interface Looked {
  day: string
  sentence: string
  /** The case it was about, where it is still there. */
  number: string | null
}

/** Who in the town hall has looked at my data: the office and the day, no clerk's name (ADR 0020). */
export function ReadingsPage({ me, looks }: { me: Me; looks: readonly Looked[] }) {
  const { t } = me.view
  return (
    <AccountLayout me={me} area="readings" lead={t('account.readings.lead')}>
      {looks.length === 0 && <EmptyState icon="eye" title={t('account.readings.none')} />}
      <ol class="sd-konto__looks">
        {looks.map((look, i) => (
          <li key={i}>
            <span>{look.sentence}</span>
            {look.number && (
              <>
                {' '}
                <a href={paths.accountCase(look.number)}>
                  {t('account.readings.toCase', { number: look.number })}
                </a>
              </>
            )}
          </li>
        ))}
      </ol>
      <p class="sd-muted">{t('account.readings.kept')}</p>
    </AccountLayout>
  )
}

/** Everything that is kept of me, to take along; and to be forgotten. */
export function DataPage({ me, asked, error }: { me: Me; asked: Date | null; error?: string | undefined }) {
  const { view, citizen } = me
  const { t } = view
  return (
    <AccountLayout
      me={me}
      area="data"
      lead={t('account.data.lead')}
      errors={error ? [{ field: 'wort', message: error }] : []}
    >
      {citizen.organisation ? (
        <Notice title={t('account.data.self')} />
      ) : (
        <Own me={me} asked={asked} error={error} />
      )}
    </AccountLayout>
  )
}

function Own({ me, asked, error }: { me: Me; asked: Date | null; error: string | undefined }) {
  const { t, format } = me.view
  return (
    <>
      <Section title={t('account.data.export')} intro={t('account.data.exportText')}>
        <ActionBar>
          <ButtonLink kind="primary" icon="document" href={paths.accountDataPdf}>
            {t('account.data.pdf')}
          </ButtonLink>
          <ButtonLink icon="share" href={paths.accountDataJson}>
            {t('account.data.json')}
          </ButtonLink>
        </ActionBar>
      </Section>
      <Section title={t('account.data.erase')} intro={t('account.data.eraseText')}>
        {asked ? (
          <Notice title={t('account.data.asked', { date: format.formatDate(asked) })}>
            <p>{t('account.data.askedText')}</p>
          </Notice>
        ) : (
          <details class="sd-details" open={Boolean(error)}>
            <summary>{t('account.data.eraseOpen')}</summary>
            <div class="sd-details__body">
              <p>{t('account.data.eraseWhat')}</p>
              <Form action={paths.accountErasure}>
                <div class="kern-form-check sd-choice sd-choice--single">
                  <input
                    class={`kern-form-check__checkbox${error ? ' kern-form-check__checkbox--error' : ''}`}
                    type="checkbox"
                    id="wort"
                    name="wort"
                    value="ja"
                    aria-describedby={error ? 'wort-error' : undefined}
                  />
                  <label class="kern-label" for="wort">
                    <span>{t('account.data.eraseSure')}</span>
                  </label>
                </div>
                {error && (
                  <p class="kern-error" id="wort-error">
                    {error}
                  </p>
                )}
                <Button danger icon="bin">
                  {t('account.data.eraseButton')}
                </Button>
              </Form>
            </div>
          </details>
        )}
      </Section>
    </>
  )
}
