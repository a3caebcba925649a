import { Button } from '#ui/button.tsx'
import type { View } from '#ui/view.ts'

/**
 * At a terminal: the way to end one's visit, always in sight. The island ends it by itself after a minute without a
 * touch, and asks before; without scripts the page goes back to the beginning (see Document).
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
      <p>{t('ui.terminal.note')}</p>
      <Button kind="secondary" icon="bin">
        {t('ui.terminal.end')}
      </Button>
    </form>
  )
}
