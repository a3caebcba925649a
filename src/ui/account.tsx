import { Icon } from '#ui/icon.tsx'
import type { View } from '#ui/view.ts'

/** Sign in, or who one is and the way out. Leaving changes something, so it is a form. */
export function Account({ view }: { view: View }) {
  const { t, user } = view
  if (!user)
    return (
      <a class="sd-account__link" href={view.signInHref}>
        <Icon name="user" size={20} />
        {view.signInLabel ?? t('ui.signIn')}
      </a>
    )
  return (
    <form class="sd-account" method="post" action={view.signOutHref}>
      {user.href ? (
        <a class="sd-account__name" href={user.href}>
          <Who view={view} user={user} />
        </a>
      ) : (
        <span class="sd-account__name">
          <Who view={view} user={user} />
        </span>
      )}
      <button class="sd-account__link" type="submit">
        {t('ui.signOut')}
      </button>
    </form>
  )
}

function Who({ view, user }: { view: View; user: NonNullable<View['user']> }) {
  return (
    <>
      <Icon name="user" size={20} />
      <span>
        <span class="kern-sr-only">{view.t(user.href ? 'ui.ownPage' : 'ui.signedInAs')} </span>
        {user.name}
        {user.role && <small>{user.role}</small>}
      </span>
    </>
  )
}
