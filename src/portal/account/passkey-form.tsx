import type { ComponentChildren } from 'preact'
import type { T } from '#ui/view.ts'

/**
 * A form that a passkey answers. Only a script can ask for one, so the form stays hidden until the island has found that
 * this browser can; there is always another way beside it.
 */
export function PasskeyForm({
  t,
  action,
  task,
  purpose,
  hidden = {},
  children,
}: {
  t: T
  action: string
  task: string
  purpose: 'anmelden' | 'einrichten'
  hidden?: Record<string, string | null | undefined>
  children: ComponentChildren
}) {
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
      data-failed={t('account.passkey.failed')}
      data-known={t('account.passkey.known')}
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
