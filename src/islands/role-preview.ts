/** Shows beside a role's form what it would allow, anew with every tick. The button that does it otherwise is hidden. */

const form = document.querySelector<HTMLFormElement>('form[data-island="role-preview"]')
const preview = document.querySelector<HTMLElement>('[data-preview]')

if (form && preview) {
  form.querySelector<HTMLElement>('[data-preview-button]')?.setAttribute('hidden', '')
  let newest = 0
  let soon: ReturnType<typeof setTimeout> | undefined

  const show = async (): Promise<void> => {
    const asked = ++newest
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(form)) query.append(name, String(value))
    const answer = await fetch(`${form.action.split('?')[0]}?${query}`, { headers: { accept: 'text/html' } })
    if (!answer.ok || asked !== newest) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const fresh = page.querySelector('[data-preview]')
    if (fresh && asked === newest) preview.replaceChildren(...fresh.childNodes)
  }

  form.addEventListener('input', () => {
    clearTimeout(soon)
    // A name is typed letter by letter. Without a connection the preview stays as it was.
    soon = setTimeout(() => void show().catch(() => {}), 250)
  })
}

export {}
