import { Icon } from '#ui/icon.tsx'
import type { View } from '#ui/view.ts'

/** Sign in, or who one is and the way out. Leaving changes something, so it is a form. */
export function Account({ view }: { view: View }) {
  const { t, user } = view
  if (!user)
    return (
      <a class="sd-account__link" href={view.signInHref}>
        <Icon name="user" size={20} />
        {t('ui.signIn')}
      </a>
    )
  return (
    <form class="sd-account" method="post" action={view.signOutHref}>
      <span class="sd-account__name">
        <Icon name="user" size={20} />
        <span>
          <span class="kern-sr-only">{t('ui.signedInAs')} </span>
          {user.name}
          {user.role && <small>{user.role}</small>}
        </span>
      </span>
      <button class="sd-account__link" type="submit">
        {t('ui.signOut')}
      </button>
    </form>
  )
}
