import type { PageView } from '#http/view.ts'
import type { Provider } from '#modules/identity/index.ts'
import { ButtonLink } from '#ui/button.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'

interface Props {
  view: PageView
  providers: readonly Provider[]
  onward: string | null | undefined
  /** They are to show anew who they are, though somebody is signed in there. */
  anew?: boolean
}

/**
 * "Mit … anmelden", a button for each provider. Links, not forms: the policy of our pages lets forms lead nowhere else,
 * and a form's redirect counts (CSP `form-action`).
 */
export function SignOnChoices({ view: { t }, providers, onward, anew }: Props) {
  if (providers.length === 0) return null
  return (
    <section class="sd-section" aria-labelledby="anmeldedienste">
      <h2 class="kern-heading-small" id="anmeldedienste">
        {t('sso.choice.title')}
      </h2>
      {providers.map(({ code, name }) => (
        <p key={code}>
          <ButtonLink
            kind="secondary"
            icon="user"
            block
            href={urlWith(paths.signOn(code), { weiter: onward ?? null, neu: anew ? 'ja' : null })}
          >
            {t('sso.choice.with', { name })}
          </ButtonLink>
        </p>
      ))}
    </section>
  )
}
