/** A case's page: comes back to the list as one left it, closes what lies over the page, keeps what was not sent. */

const page = document.querySelector<HTMLElement>('[data-island="case"]')
if (page) {
  const back = page.querySelector<HTMLAnchorElement>('[data-back]')
  const from = document.referrer ? new URL(document.referrer) : null
  // The list as it was: its view, filters and page.
  if (back && from?.origin === location.origin && from.pathname === new URL(back.href).pathname) {
    sessionStorage.setItem('vorgaenge', from.pathname + from.search)
  }
  const kept = sessionStorage.getItem('vorgaenge')
  if (back && kept) back.href = kept

  const menu = page.querySelector<HTMLDetailsElement>('.case-more')
  if (menu) {
    document.addEventListener('click', (event) => {
      if (menu.open && !menu.contains(event.target as Node)) menu.open = false
    })
    menu.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return
      menu.open = false
      menu.querySelector('summary')?.focus()
    })
  }

  for (const one of page.querySelectorAll<HTMLDetailsElement>('.writing__one')) {
    one.addEventListener('toggle', () => {
      if (one.open) one.querySelector('textarea')?.focus({ preventScroll: true })
    })
  }

  // Leaving with words half written asks first.
  let unsent = false
  page.addEventListener('input', (event) => {
    if ((event.target as HTMLElement).matches('textarea'))
      unsent = (event.target as HTMLTextAreaElement).value.trim() !== ''
  })
  page.addEventListener('submit', () => {
    unsent = false
  })
  addEventListener('beforeunload', (event) => {
    if (unsent) event.preventDefault()
  })
}

export {}
