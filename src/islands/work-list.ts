/** The work list under the keyboard: moves a mark through the rows, shows each in the preview, says what is new. */

const list = document.querySelector<HTMLElement>('[data-island="work-list"]')
if (list) {
  const wide = matchMedia('(min-width: 75rem)')
  const pane = document.querySelector<HTMLElement>('[data-preview]')
  const help = document.querySelector<HTMLElement>('#hilfe')
  const rows = [...list.querySelectorAll<HTMLTableRowElement>('tr[data-row]')]
  let at = rows.findIndex((row) => row.classList.contains('is-selected'))

  const link = (row: HTMLElement | undefined, name: string) =>
    row?.querySelector<HTMLAnchorElement>(`a[${name}]`)
  const openHref = (): string | undefined => link(rows[at], 'data-open')?.href

  // ---- the preview

  const seen = new Map<string, Promise<string>>()
  let wanted = ''

  async function show(row: HTMLTableRowElement): Promise<void> {
    const number = row.dataset.row!
    wanted = number
    const address = new URL(location.href)
    address.searchParams.set('vorschau', number)
    address.searchParams.delete('getan')
    address.searchParams.delete('nummer')
    history.replaceState(null, '', address)
    if (!pane || !wide.matches) return
    const back = address.pathname + address.search
    const html = seen.get(number) ?? load(`/vorgaenge/${number}/vorschau?zurueck=${encodeURIComponent(back)}`)
    seen.set(number, html)
    try {
      const text = await html
      if (wanted === number) pane.innerHTML = text
    } catch {
      seen.delete(number)
    }
  }

  async function load(href: string): Promise<string> {
    const answer = await fetch(href, { redirect: 'error' })
    if (!answer.ok) throw new Error(String(answer.status))
    return answer.text()
  }

  function mark(index: number, focus: boolean): void {
    const row = rows[index]
    if (!row) return
    for (const other of rows) {
      other.classList.toggle('is-selected', other === row)
      if (other === row) other.setAttribute('aria-current', 'true')
      else other.removeAttribute('aria-current')
    }
    at = index
    if (focus) link(row, 'data-open')?.focus({ preventScroll: true })
    row.scrollIntoView({ block: 'nearest' })
    void show(row)
  }

  for (const [index, row] of rows.entries()) {
    row.addEventListener('click', (event) => {
      const target = event.target as HTMLElement
      const toPreview = target.closest('[data-preview-link]')
      if (event.ctrlKey || event.metaKey || event.shiftKey) return
      // Where there is no room for a preview, its link opens the case.
      if (toPreview) event.preventDefault()
      else if (target.closest('a, button') || getSelection()?.toString()) return
      if (wide.matches) mark(index, false)
      else location.href = link(row, 'data-open')!.href
    })
  }

  // ---- the keys; they can be switched off (WCAG 2.1.4)

  const OFF = 'tastenkuerzel-aus'
  const isOff = (): boolean => localStorage.getItem(OFF) === 'ja'
  const toggle = help?.querySelector<HTMLButtonElement>('[data-keys-switch]')
  if (toggle) {
    const name = () => {
      toggle.textContent = (isOff() ? toggle.dataset.on : toggle.dataset.off) ?? ''
    }
    name()
    toggle.hidden = false
    toggle.addEventListener('click', () => {
      if (isOff()) localStorage.removeItem(OFF)
      else localStorage.setItem(OFF, 'ja')
      name()
    })
  }

  let before: HTMLElement | null = null
  function openHelp(): void {
    before = document.activeElement as HTMLElement | null
    location.hash = 'hilfe'
    help?.focus()
  }
  function closeHelp(): void {
    // A target that is not there ends :target without scrolling; rewriting the address alone would not.
    location.hash = 'zu'
    history.replaceState(null, '', location.pathname + location.search)
    before?.focus({ preventScroll: true })
  }
  help?.querySelector('[data-close]')?.addEventListener('click', (event) => {
    event.preventDefault()
    closeHelp()
  })

  const actions: Record<string, () => void> = {
    j: () => mark(Math.min(at + 1, rows.length - 1), true),
    k: () => mark(Math.max(at - 1, 0), true),
    o: () => go(openHref()),
    a: () => {
      const form = wide.matches && pane?.querySelector<HTMLFormElement>('form[data-key="a"]')
      if (form) form.requestSubmit()
      else if (openHref() && !pane?.querySelector(`[data-number="${rows[at]?.dataset.row}"]`))
        go(`${openHref()}/uebernahme`)
    },
    n: () => go(openHref() && `${openHref()}/notiz`),
    e: () => go(openHref() && `${openHref()}/abschluss`),
    '/': () => document.querySelector<HTMLInputElement>('#suche')?.select(),
    '?': openHelp,
  }
  const go = (href: string | undefined): void => {
    if (href) location.href = href
  }

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && location.hash === '#hilfe') return closeHelp()
    if (event.ctrlKey || event.metaKey || event.altKey || isOff()) return
    if ((event.target as HTMLElement).closest('input, textarea, select, [contenteditable]')) return
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  })

  // ---- what is new: offered, never pushed under the pointer

  const bar = list.querySelector<HTMLElement>('[data-news]')
  async function ask(): Promise<void> {
    if (document.hidden || !bar) return
    try {
      const answer = await fetch(list!.dataset.poll!, {
        redirect: 'error',
        headers: { accept: 'application/json' },
      })
      if (!answer.ok) return
      const { count } = (await answer.json()) as { count: number }
      const words = bar.querySelector('[data-news-words]')
      if (words && count > 0) {
        words.textContent = count === 1 ? bar.dataset.one! : bar.dataset.many!.replace('#', String(count))
        bar.hidden = false
      }
    } catch {
      // No network for a moment: the next time will tell.
    }
  }
  setInterval(() => void ask(), 30_000)
  document.addEventListener('visibilitychange', () => void ask())
}

export {}
