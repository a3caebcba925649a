import type { ComponentChildren } from 'preact'
import { Icon } from '#ui/icon.tsx'
import { Skyline } from '#ui/skyline.tsx'

interface Props {
  title: string
  lead?: ComponentChildren
  /** A GET form with one field over everything. */
  search?: {
    action: string
    label: string
    button: string
    name?: string
    value?: string
    placeholder?: string
  }
  children?: ComponentChildren
}

/** The band that opens the start page: one question, one field. Holds the page's h1. */
export function Hero({ title, lead, search, children }: Props) {
  return (
    <div class="sd-hero">
      <div class="sd-wrap sd-hero__body">
        <h1 class="sd-hero__title">{title}</h1>
        {lead && <p class="sd-hero__lead">{lead}</p>}
        {search && (
          <search>
            <form class="sd-search" method="get" action={search.action}>
              <label class="kern-sr-only" for="suche">
                {search.label}
              </label>
              <input
                id="suche"
                type="search"
                name={search.name ?? 'q'}
                value={search.value}
                placeholder={search.placeholder}
                autocomplete="off"
              />
              <button type="submit">
                <Icon name="search" />
                <span>{search.button}</span>
              </button>
            </form>
          </search>
        )}
        {children}
      </div>
      <Skyline />
    </div>
  )
}
