import { Button } from '#ui/button.tsx'
import type { View } from '#ui/view.ts'

/**
 * At a terminal: the way to end one's visit, always in sight. The island ends it by itself after a minute without a
 * touch, and asks before; without scripts each page has its minute and then asks (see Document).
 */
export function TerminalBar({ view }: { view: View & { terminal: { endHref: string } } }) {
  const { t } = view
  return (
    <form
      class="sd-terminalbar"
      aria-label={t('ui.terminal.label')}
      method="post"
      action={view.terminal.endHref}
      data-island="terminal"
      data-ask={t('ui.terminal.ask')}
      data-stay={t('ui.terminal.stay')}
    >
      <p class="sd-terminalbar__touch">{t('ui.terminal.note')}</p>
      <noscript>
        <p>{t('ui.terminal.noteUnscripted')}</p>
      </noscript>
      <Button kind="secondary" icon="bin">
        {t('ui.terminal.end')}
      </Button>
    </form>
  )
}
