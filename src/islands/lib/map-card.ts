export interface Card {
  /** The report whose card is open, when it is only one. */
  readonly number: string | null
  open(address: string): Promise<void>
  close(): void
}

/** The card over the map: a piece of a page from the server. Escape closes it and goes back to the map. */
export function cardOf(element: HTMLElement, changed: () => void): Card {
  const box = element.querySelector<HTMLElement>('[data-map-card]')!
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'sd-map__close'
  close.textContent = element.dataset.close ?? '×'
  let number: string | null = null
  let asked = 0
  const hide = (focus: boolean): void => {
    if (box.hidden) return
    box.hidden = true
    number = null
    if (focus) element.querySelector<HTMLElement>('canvas')?.focus()
    changed()
  }
  close.addEventListener('click', () => hide(true))
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide(true)
  })
  const show = (html: string | null): void => {
    // Our own page's markup, escaped by the server.
    if (html === null) box.textContent = element.dataset.failed ?? ''
    else box.innerHTML = html
    box.append(close)
    box.hidden = false
  }
  return {
    get number() {
      return number
    },
    close: () => hide(false),
    async open(address) {
      const turn = ++asked
      const html = await fetch(address)
        .then((answer) => (answer.ok ? answer.text() : null))
        .catch(() => null)
      if (turn !== asked) return
      show(html)
      const links = box.querySelectorAll<HTMLAnchorElement>('.sd-report__title a')
      number = links.length === 1 ? (links[0]!.pathname.split('/').at(-1) ?? null) : null
      box.querySelector<HTMLAnchorElement>('a')?.focus({ preventScroll: true })
      changed()
    },
  }
}
