import type { ComponentChildren } from 'preact'
import { Account } from '#ui/account.tsx'
import { Document, type PageProps } from '#ui/document.tsx'
import { DemoStrip } from '#ui/header.tsx'
import { Icon } from '#ui/icon.tsx'
import { LanguageSwitch } from '#ui/language-switch.tsx'
import { NavList } from '#ui/nav-list.tsx'
import { TownMark } from '#ui/town-mark.tsx'
import type { View } from '#ui/view.ts'

interface Props extends PageProps {
  /** The left column: SideNav, usually. On narrow screens it folds under `sideLabel`. */
  side?: ComponentChildren
  sideLabel?: string
  /** A third column from 1,200 px on, such as a preview. */
  aside?: ComponentChildren
  asideLabel?: string
}

/** A page for staff: denser, with a column of views on the left. */
export function WorkspaceLayout({ side, sideLabel, aside, asideLabel, children, ...page }: Props) {
  const { view } = page
  const label = sideLabel ?? view.t('ui.views')
  return (
    <Document {...page} noIndex class="sd-workspace" styles={['portal.css', 'workspace.css']}>
      <div id="seitenanfang" class="sd-page">
        <WorkspaceHeader view={view} />
        <div class={`sd-desk${side ? ' sd-desk--side' : ''}${aside ? ' sd-desk--aside' : ''}`}>
          {side && (
            <>
              <div class="sd-desk__side">{side}</div>
              <details class="sd-desk__fold">
                <summary>
                  <Icon name="list" size={20} />
                  {label}
                </summary>
                {side}
              </details>
            </>
          )}
          <main id="inhalt" class="sd-desk__main" tabindex={-1}>
            {children}
          </main>
          {aside && (
            <aside class="sd-desk__aside" aria-label={asideLabel ?? view.t('ui.preview')}>
              {aside}
            </aside>
          )}
        </div>
      </div>
    </Document>
  )
}

function WorkspaceHeader({ view }: { view: View }) {
  return (
    <header class="sd-topbar">
      {view.demo && <DemoStrip view={view} />}
      <div class="sd-topbar__row">
        <a class="sd-brand sd-brand--small" href={view.homeHref}>
          <TownMark view={view} size={32} />
          <span class="sd-brand__name">{view.town.shortName ?? view.town.name}</span>
          <span class="kern-sr-only">{view.t('ui.toHome')}</span>
        </a>
        <NavLinks view={view} class="sd-topnav" />
        <div class="sd-topbar__tools">
          <LanguageSwitch view={view} />
          <Account view={view} />
        </div>
        <details class="sd-menu">
          <summary>
            <Icon name="menu" />
            {view.t('ui.menu')}
          </summary>
          <div class="sd-menu__body">
            <NavLinks view={view} class="sd-nav" />
            <LanguageSwitch view={view} />
            <Account view={view} />
          </div>
        </details>
      </div>
    </header>
  )
}

function NavLinks({ view, class: look }: { view: View; class: string }) {
  return (
    <nav class={look} aria-label={view.t('ui.serviceNavigation')}>
      <NavList items={view.nav} />
    </nav>
  )
}
