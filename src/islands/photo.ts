import { LARGEST, LARGEST_ALL } from './lib/photo-limits.ts'

/** Photos go up as soon as they are chosen; what is too large is said before anything is sent. */

for (const element of document.querySelectorAll<HTMLElement>('[data-island="photo"]')) start(element)

function start(element: HTMLElement): void {
  const input = element.querySelector<HTMLInputElement>('input[type="file"]')
  const button = element.querySelector<HTMLButtonElement>('[data-upload]')
  const list = element.querySelector<HTMLElement>('[data-photo-list]')
  const words = element.closest<HTMLElement>('[data-sending]')?.dataset
  const status = element.closest('[data-sending]')?.querySelector<HTMLElement>('[data-photo-status]')
  if (!input || !button || !words || !status) return
  button.hidden = true
  const room = Number(element.dataset.max ?? 6) - Number(element.dataset.count ?? 0)

  const say = (tone: 'info' | 'danger', lines: string[]): void => {
    status.dataset.tone = tone
    status.replaceChildren(
      ...lines.map((line) => {
        const p = document.createElement('p')
        p.textContent = line
        return p
      }),
    )
  }

  input.addEventListener('change', () => {
    const chosen = [...(input.files ?? [])]
    if (chosen.length === 0) return
    const small = chosen.filter((file) => file.size <= LARGEST)
    const good = small.slice(0, room)
    const faults = [
      ...chosen
        .filter((file) => file.size > LARGEST)
        .map((file) => (words.tooLarge ?? '').replace('%name%', file.name)),
      ...(small.length > room ? [(words.tooMany ?? '').replace('%room%', String(room))] : []),
    ]
    const all = good.reduce((sum, file) => sum + file.size, 0)
    if (all > LARGEST_ALL) {
      input.value = ''
      return say('danger', [...faults, words.allTooLarge ?? ''])
    }
    const kept = new DataTransfer()
    for (const file of good) kept.items.add(file)
    input.files = kept.files
    preview(list, good)
    // With a fault the person reads first and sends the rest by the button.
    if (faults.length > 0) {
      button.hidden = good.length === 0
      return say('danger', faults)
    }
    say('info', [words.sending ?? ''])
    element.setAttribute('aria-busy', 'true')
    input.form?.requestSubmit(button)
  })

  // Back from the next page: nothing is being sent any more.
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return
    element.removeAttribute('aria-busy')
    input.value = ''
    status.replaceChildren()
  })
}

function preview(list: HTMLElement | null, files: readonly File[]): void {
  if (!list) return
  for (const old of list.querySelectorAll('[data-preview]')) old.remove()
  for (const file of files) {
    // HEIC and TIFF are shown by few browsers; the server's own picture comes in a moment.
    if (!/^image\/(jpeg|png|webp|avif|gif)$/.test(file.type)) continue
    const item = document.createElement('li')
    item.dataset.preview = ''
    const picture = document.createElement('img')
    picture.src = URL.createObjectURL(file)
    picture.alt = file.name
    picture.width = 160
    picture.height = 120
    // What only calls itself a photo is not shown; the server says what is wrong with it.
    picture.addEventListener('error', () => {
      item.remove()
      list.hidden = list.childElementCount === 0
    })
    item.append(picture)
    list.append(item)
  }
  list.hidden = list.childElementCount === 0
}
