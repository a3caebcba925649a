import type { ComponentChildren } from 'preact'

interface Props {
  children: ComponentChildren
  /** A short line above: what kind of page this is, or a number. */
  preline?: ComponentChildren
  lead?: ComponentChildren
  /** Buttons and badges beside the title. */
  actions?: ComponentChildren
}

/** The one h1 of a page. */
export function PageTitle({ children, preline, lead, actions }: Props) {
  return (
    <div class="sd-title">
      <div class="sd-title__row">
        <hgroup class="sd-title__words">
          {preline && <p class="sd-title__preline">{preline}</p>}
          <h1 class="kern-heading-large">{children}</h1>
        </hgroup>
        {actions && <div class="sd-title__actions">{actions}</div>}
      </div>
      {lead && <p class="sd-lead">{lead}</p>}
    </div>
  )
}

/** A part of a page with its heading; `level` keeps headings in order. */
export function Section({
  title,
  level = 2,
  id,
  intro,
  actions,
  children,
}: {
  title: ComponentChildren
  level?: 2 | 3
  id?: string
  intro?: ComponentChildren
  actions?: ComponentChildren
  children?: ComponentChildren
}) {
  const H = level === 2 ? 'h2' : 'h3'
  return (
    <section class="sd-section" id={id}>
      <div class="sd-title__row">
        <H class={level === 2 ? 'kern-heading-medium' : 'kern-heading-small'}>{title}</H>
        {actions && <div class="sd-title__actions">{actions}</div>}
      </div>
      {intro && <p class="sd-section__intro">{intro}</p>}
      {children}
    </section>
  )
}
