import type { ComponentChildren } from 'preact'
import { Icon } from './icons.tsx'
import type { Tools } from './parts.tsx'

/** Where the device is with what was entered: always to be seen, never in the way. */
export interface StateLine {
  kind: 'offline' | 'waiting' | 'sending' | 'sent' | 'decide' | 'fresh'
  text: string
}

interface Props {
  tools: Tools
  account: { name: string } | null
  path: string
  state: StateLine | null
  message: string | null
  children?: ComponentChildren
}

/** What stands around every page on the street: the state on top, the ways at the bottom where the thumb is. */
export function Frame({ tools, account, path, state, message, children }: Props) {
  const { t, home, urls } = tools
  const here = path.replace(/\?.*$/, '')
  const way = (href: string, icon: 'list' | 'map', label: string) => (
    <a href={href} aria-current={here === href ? 'page' : undefined}>
      <Icon name={icon} />
      {label}
    </a>
  )
  return (
    <div class="fd-page">
      <header class="fd-top">
        <span class="fd-top__name">{t('field.app')}</span>
        <span class={`fd-state fd-state--${state?.kind ?? 'fresh'}`} role="status" aria-live="polite">
          {state?.text}
        </span>
      </header>
      <div class="fd-scroll" data-scroll>
        <main id="inhalt" class="fd-main" tabindex={-1}>
          {message && (
            <p class="fd-message" role="status">
              {message}
            </p>
          )}
          {children}
        </main>
        <footer class="fd-foot">
          {account && <p>{t('field.person', { name: account.name })}</p>}
          <p>
            <a href={urls.desk}>{t('field.desk')}</a>
          </p>
          {account && (
            <form method="post" action={urls.signOut} data-sign-out>
              <button class="kern-btn kern-btn--tertiary" type="submit">
                <span class="kern-label">{t('field.signOut')}</span>
              </button>
            </form>
          )}
        </footer>
      </div>
      <nav class="fd-ways" aria-label={t('field.views')}>
        {way(home, 'list', t('field.list'))}
        {way(urls.map, 'map', t('field.map'))}
      </nav>
    </div>
  )
}
