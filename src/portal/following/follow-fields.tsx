import type { PageView } from '#http/view.ts'
import type { Actor } from '#platform/context/actor.ts'
import { TextField } from '#ui/field/text-field.tsx'
import { Inset } from '#ui/notice.tsx'
import { paths } from '../../paths.ts'

/** Where the news should go: to the account, or to an address, or nowhere. */
export function FollowFields({
  view,
  actor,
  email = '',
  error,
}: {
  view: PageView
  actor: Actor
  email?: string
  error?: string | undefined
}) {
  const { t } = view
  if (actor.kind === 'citizen')
    return (
      <Inset>
        <p>{t('following.toAccount', { name: actor.organisation?.name ?? actor.name })}</p>
      </Inset>
    )
  return (
    <>
      <TextField
        t={t}
        name="email"
        id="email"
        label={t('following.email')}
        hint={t('following.emailHint')}
        type="email"
        inputmode="email"
        autocomplete="email"
        optional
        value={email}
        error={error}
      />
      <Inset>
        <p>
          {t('following.why')} <a href={paths.privacy}>{t('report.contact.privacy')}</a>
        </p>
      </Inset>
    </>
  )
}
