import type { ComponentChildren } from 'preact'
import type { T } from '#ui/view.ts'

interface Props {
  t: T
  action: string
  /** What the passkey is asked for; `einrichten` makes a new one. */
  purpose: 'anmelden' | 'code' | 'bestaetigen' | 'einrichten'
  /** Where the island fetches what is to be signed. */
  task: string
  hidden?: Record<string, string | null | undefined>
  /** The button, and fields where there are any. */
  children: ComponentChildren
}

/**
 * A form that a passkey answers. Only a script can ask for one, so the form stays hidden until the island has found that
 * this browser can; every page that has it offers another way too.
 */
export function PasskeyForm({ t, action, purpose, task, hidden = {}, children }: Props) {
  return (
    <form
      class="sd-form"
      method="post"
      action={action}
      novalidate
      hidden
      data-island="passkey"
      data-task={task}
      data-purpose={purpose}
      data-failed={t('ui.passkey.failed')}
      data-known={t('ui.passkey.known')}
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
