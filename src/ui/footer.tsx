import { Icon } from '#ui/icon.tsx'
import { NavList } from '#ui/nav-list.tsx'
import { TownMark } from '#ui/town-mark.tsx'
import type { View } from '#ui/view.ts'

export function Footer({ view }: { view: View }) {
  return (
    <footer class="sd-footer">
      <div class="sd-wrap sd-footer__row">
        <p class="sd-footer__town">
          <TownMark view={view} size={40} />
          {view.town.name}
        </p>
        <nav aria-label={view.t('ui.footerNavigation')}>
          <NavList items={view.footer} class="sd-footer__links" />
        </nav>
        <a class="sd-footer__top" href="#seitenanfang">
          <Icon name="arrow-up" size={20} />
          {view.t('ui.toTop')}
        </a>
      </div>
    </footer>
  )
}
