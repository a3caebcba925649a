import { kernButton } from './lib/button.ts'

/**
 * A browser that is everybody's: after 45 s without a touch it asks whether somebody is still there, after 60 s it
 * forgets who was. The form that it sends does the same when pressed.
 */
const ASK_MS = 45_000
const END_MS = 60_000

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-island="terminal"]')) start(form)

function start(form: HTMLFormElement): void {
  // Nothing that somebody typed is offered to the next one.
  for (const each of document.forms) each.autocomplete = 'off'
  const dialog = question(form)
  let last = Date.now()
  const touched = (event: Event): void => {
    last = Date.now()
    // Not before the finger is up again: it would press what lies below.
    if (dialog.open && event.type !== 'pointerdown') dialog.close()
  }
  for (const event of ['pointerdown', 'click', 'keydown', 'input', 'scroll', 'wheel'])
    addEventListener(event, touched, { passive: true, capture: true })
  const rest = dialog.querySelector('[data-rest]')
  setInterval(() => {
    const idle = Date.now() - last
    if (idle >= END_MS) form.submit()
    else if (idle >= ASK_MS) {
      if (!dialog.open) dialog.showModal()
      if (rest) rest.textContent = String(Math.ceil((END_MS - idle) / 1000))
    }
  }, 500)
  // A page that comes back from the browser's memory was somebody else's.
  addEventListener('pageshow', (event) => {
    if (event.persisted) form.submit()
  })
}

function question({ dataset }: HTMLFormElement): HTMLDialogElement {
  const dialog = document.createElement('dialog')
  dialog.className = 'sd-terminal-ask'
  const words = document.createElement('h2')
  words.className = 'kern-heading-large'
  words.textContent = dataset.ask ?? ''
  const rest = document.createElement('p')
  rest.dataset.rest = ''
  rest.ariaHidden = 'true'
  // Any touch closes it; the button is there to be read and reached by keys.
  const stay = kernButton(dataset.stay ?? '', 'primary', () => dialog.close())
  dialog.append(words, rest, stay)
  dialog.setAttribute('aria-label', dataset.ask ?? '')
  document.body.append(dialog)
  return dialog
}
