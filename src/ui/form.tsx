import type { ComponentChildren } from 'preact'

interface Props {
  action: string
  method?: 'post' | 'get'
  /** With file fields. */
  files?: boolean
  /** Sent along unseen: draft tokens, versions, idempotency keys. */
  hidden?: Record<string, string | number | null | undefined> | readonly (readonly [string, string])[]
  class?: string
  id?: string
  label?: string
  children: ComponentChildren
}

/** A form whose mistakes the server explains: the browser's own bubbles are off. */
export function Form({ action, method = 'post', files, hidden = {}, id, label, children, ...rest }: Props) {
  const pairs = Array.isArray(hidden) ? hidden : Object.entries(hidden)
  return (
    <form
      class={rest.class ?? 'sd-form'}
      id={id}
      action={action}
      method={method}
      enctype={files ? 'multipart/form-data' : undefined}
      aria-label={label}
      novalidate
    >
      {pairs.map(([name, value]: [string, unknown], i: number) =>
        value === null || value === undefined ? null : (
          <input key={i} type="hidden" name={name} value={String(value)} />
        ),
      )}
      {children}
    </form>
  )
}
