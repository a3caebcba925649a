import { Account } from '#ui/account.tsx'
import { Icon } from '#ui/icon.tsx'
import { LanguageSwitch } from '#ui/language-switch.tsx'
import { NavList } from '#ui/nav-list.tsx'
import { TownMark } from '#ui/town-mark.tsx'
import type { View } from '#ui/view.ts'

/** Town, service navigation, languages, account. On phones all but the town folds into a details. */
export function Header({ view }: { view: View }) {
  const { t } = view
  return (
    <header class="sd-header">
      {view.demo && <DemoStrip view={view} />}
      <div class="sd-header__row sd-wrap">
        <a class="sd-brand" href={view.homeHref}>
          <TownMark view={view} />
          <span class="sd-brand__name">{view.town.name}</span>
          <span class="kern-sr-only">{t('ui.toHome')}</span>
        </a>
        <div class="sd-header__wide">
          <div class="sd-header__tools">
            <Aids view={view} />
            <LanguageSwitch view={view} />
            {!view.terminal && <Account view={view} />}
          </div>
          <ServiceNav view={view} />
        </div>
        <details class="sd-menu">
          <summary>
            <Icon name="menu" />
            {t('ui.menu')}
          </summary>
          <div class="sd-menu__body">
            <ServiceNav view={view} />
            <Aids view={view} />
            <LanguageSwitch view={view} />
            {!view.terminal && <Account view={view} />}
          </div>
        </details>
      </div>
    </header>
  )
}

function ServiceNav({ view }: { view: View }) {
  if (view.nav.length === 0) return null
  return (
    <nav class="sd-nav" aria-label={view.t('ui.serviceNavigation')}>
      <NavList items={view.nav} />
    </nav>
  )
}

function Aids({ view }: { view: View }) {
  if (!view.plainLanguageHref && !view.signLanguageHref) return null
  return (
    <ul class="sd-aids">
      {view.plainLanguageHref && (
        <li>
          <a href={view.plainLanguageHref}>
            <Icon name="book" size={20} />
            {view.t('ui.plainLanguage')}
          </a>
        </li>
      )}
      {view.signLanguageHref && (
        <li>
          <a href={view.signLanguageHref}>
            <Icon name="hands" size={20} />
            {view.t('ui.signLanguage')}
          </a>
        </li>
      )}
    </ul>
  )
}

export function DemoStrip({ view }: { view: View }) {
  return (
    <p class="sd-demo">
      <strong>{view.t('ui.demo')}</strong> {view.t('ui.demoNote')}
    </p>
  )
}
