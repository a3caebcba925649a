import type { ComponentChildren } from 'preact'
import type { T } from '#ui/view.ts'
import { paths } from '../../paths.ts'

interface Props {
  t: T
  action: string
  /** What the passkey is asked for; `einrichten` makes a new one. */
  purpose: 'anmelden' | 'code' | 'bestaetigen' | 'einrichten'
  hidden?: Record<string, string | null | undefined>
  /** The button, and fields where there are any. */
  children: ComponentChildren
}

/**
 * A form that a passkey answers. Only a script can ask for one, so the form stays hidden until the island has found that
 * this browser can; every page that has it offers another way too.
 */
export function PasskeyForm({ t, action, purpose, hidden = {}, children }: Props) {
  return (
    <form
      class="sd-form"
      method="post"
      action={action}
      novalidate
      hidden
      data-island="passkey"
      data-task={paths.passkeyTask}
      data-purpose={purpose}
      data-failed={t('session.passkey.failed')}
      data-known={t('session.passkey.known')}
    >
      {Object.entries(hidden).map(([name, value]) =>
        value ? <input key={name} type="hidden" name={name} value={value} /> : null,
      )}
      <input type="hidden" name="antwort" value="" />
      {children}
      <p class="kern-error" role="alert" data-passkey-status hidden />
    </form>
  )
}
