import type { ComponentChildren } from 'preact'
import { Icon } from './icons.tsx'
import type { LocalStop } from './local.ts'
import { stopHref, type Tools } from './parts.tsx'

/** A form of a stop: whole without scripts, and what the island reads with them. */
export function DeedForm({
  tools,
  stop,
  noun,
  files,
  children,
}: {
  tools: Tools
  stop: LocalStop
  noun: string
  files?: boolean
  children: ComponentChildren
}) {
  const { fault } = tools
  const mine = fault?.noun === noun ? fault : null
  return (
    <form
      class="fd-form"
      method="post"
      action={`${stopHref(tools, stop.number)}/${noun}`}
      enctype={files ? 'multipart/form-data' : undefined}
      data-deed={noun}
      data-case={stop.id}
      novalidate
    >
      <input type="hidden" name="id" value={tools.newId()} />
      <input type="hidden" name="stand" value={stop.version} />
      <p class="fd-fault" role="alert" id={`fehler-${noun}`} data-fault>
        {mine?.message}
      </p>
      {children}
    </form>
  )
}

export function Submit({
  icon,
  kind = 'secondary',
  children,
}: {
  icon: 'check' | 'flag' | 'camera' | 'clock'
  kind?: 'primary' | 'secondary'
  children: ComponentChildren
}) {
  return (
    <button class={`kern-btn kern-btn--${kind} fd-wide`} type="submit">
      <Icon name={icon} />
      <span class="kern-label">{children}</span>
    </button>
  )
}

/** What the person had written before; nothing (not an empty text, which would wipe what is being typed) otherwise. */
export const given = (tools: Tools, noun: string, name: string): string | undefined =>
  tools.fault?.noun === noun ? tools.fault.values[name] : undefined
