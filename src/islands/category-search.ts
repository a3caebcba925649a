/** Searches while typing: the same page is asked, and only its answers are taken. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-island="category-search"]'))
  start(form)

const parts = ['[data-category-hits]', '.sd-report-groups']

function start(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[type="search"]')
  if (!input) return
  let timer = 0
  let asked: AbortController | undefined
  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(() => void search(input.value.trim()), 250)
  })

  async function search(text: string): Promise<void> {
    asked?.abort()
    asked = new AbortController()
    const url = new URL(form.action)
    if (text) url.searchParams.set('suche', text)
    try {
      const answer = await fetch(url, { signal: asked.signal })
      if (!answer.ok) return
      const found = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const chosen = document.querySelector<HTMLInputElement>('input[name="kategorie"]:checked')?.value
      for (const part of parts) {
        const [old, fresh] = [document.querySelector(part), found.querySelector(part)]
        if (old && fresh) old.replaceChildren(...fresh.childNodes)
      }
      const same = [...document.querySelectorAll<HTMLInputElement>('input[name="kategorie"]')].find(
        (r) => r.value === chosen,
      )
      if (same) same.checked = true
    } catch {
      // Aborted by the next letter, or offline: the button searches too.
    }
  }
}
