/**
 * Filters without loading the page anew: links and the form of the filters lead to the same addresses as ever, and
 * the parts of the answer that changed take the place of those that are here. The map stays where it is.
 */
export function liveFilters(page: HTMLElement, arrived: (map: HTMLElement | null) => void): void {
  const part = (from: ParentNode, name: string) =>
    from.querySelector<HTMLElement>(`[data-map-part="${name}"]`)
  const live = page.querySelector<HTMLElement>('[data-map-live]')
  let turn = 0
  /** The address that the page shows, without the place on the map. */
  let shown = location.pathname + location.search
  const go = async (address: string, push: boolean): Promise<void> => {
    const mine = ++turn
    page.setAttribute('aria-busy', 'true')
    try {
      const answer = await fetch(address, { headers: { Accept: 'text/html' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html')
      if (mine !== turn) return
      // Another way to look at the map is another page.
      if (!next.querySelector('[data-island="map"]')) throw new Error('not a map')
      const focused = document.activeElement
      const wasAt = focused instanceof HTMLElement && page.contains(focused) ? describe(focused) : null
      shown = address
      if (push) history.pushState(null, '', address + location.hash)
      const words = part(next, 'list')?.querySelector('[role="status"], h2')?.textContent ?? ''
      for (const name of ['filters', 'tabs', 'list']) {
        const [here, there] = [part(page, name), part(next, name)]
        if (here && there) here.replaceChildren(...there.childNodes)
      }
      if (live) live.textContent = words
      const again = wasAt && page.querySelector<HTMLElement>(wasAt)
      if (again) again.focus({ preventScroll: true })
      arrived(next.querySelector<HTMLElement>('[data-island="map"]'))
    } catch {
      // What the page can do without us it still can.
      location.assign(address)
    } finally {
      if (mine === turn) page.removeAttribute('aria-busy')
    }
  }
  page.addEventListener('click', (event) => {
    const link = (event.target as Element).closest?.('a')
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    if (link.origin !== location.origin || link.pathname !== location.pathname || link.hash) return
    event.preventDefault()
    void go(link.pathname + link.search, true)
  })
  page.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement
    if (form.method !== 'get' || new URL(form.action).pathname !== location.pathname) return
    event.preventDefault()
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(form))
      if (typeof value === 'string' && value) query.append(name, value)
    void go(location.pathname + (query.size > 0 ? `?${query}` : ''), true)
  })
  window.addEventListener('popstate', () => {
    const address = location.pathname + location.search
    if (address !== shown) void go(address, false)
  })
}

/** How to find the same thing again in what took its place. */
function describe(element: HTMLElement): string | null {
  if (element.id) return `#${CSS.escape(element.id)}`
  if (element instanceof HTMLAnchorElement)
    return `a[href="${CSS.escape(element.getAttribute('href') ?? '')}"]`
  if (element.tagName === 'BUTTON') return '[data-map-part="filters"] summary'
  return null
}
