import type { ComponentChildren } from 'preact'

/** A part of what belongs to a case, with its heading. */
export function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="part">
      <h2 class="part__title">{title}</h2>
      {children}
    </section>
  )
}
