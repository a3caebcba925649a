/**
 * "On this device": offers it where the browser can push, asks for permission only after the person has pressed the
 * button, puts the device's address into the form and sends it. And where this device hears already, a link to what.
 */
if ('serviceWorker' in navigator && 'PushManager' in globalThis) {
  for (const element of document.querySelectorAll<HTMLElement>('[data-island="push"]')) offer(element)
  for (const element of document.querySelectorAll<HTMLElement>('[data-island="push-device"]'))
    void known(element).catch(() => {})
}

function offer(element: HTMLElement): void {
  const form = element.closest('form')
  const button = element.querySelector('button')
  const status = element.querySelector<HTMLElement>('[data-push-status]')
  if (!form || !button) return
  element.hidden = false
  const say = (words = ''): void => {
    if (status) status.textContent = words
  }
  button.addEventListener('click', (event) => {
    if (field(form, 'endpoint').value) return
    event.preventDefault()
    button.disabled = true
    say(element.dataset.busy)
    void allow(element)
      .then((device) => {
        if (!device) return say(element.dataset.denied)
        for (const [name, value] of Object.entries(device)) field(form, name).value = value
        button.disabled = false
        form.requestSubmit(button)
      })
      .catch(() => say(element.dataset.failed))
      .finally(() => {
        button.disabled = false
      })
  })
  // Coming back by the browser's button: the form is to ask anew.
  addEventListener('pageshow', () => {
    for (const name of ['endpoint', 'p256dh', 'auth']) field(form, name).value = ''
  })
}

/** The device's address and keys; null when the person, or the browser for them, says no. */
async function allow({ dataset }: HTMLElement): Promise<Record<string, string> | null> {
  if ((await Notification.requestPermission()) !== 'granted') return null
  const registration = await navigator.serviceWorker.register(dataset.worker!, { scope: dataset.scope! })
  await active(registration)
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: dataset.key!,
  })
  return wordsOf(subscription)
}

/** A worker that is just being installed cannot be pushed to yet. */
function active(registration: ServiceWorkerRegistration): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const worker = registration.installing ?? registration.waiting
  if (registration.active || !worker) resolve()
  else
    worker.addEventListener('statechange', () => {
      if (worker.state === 'activated') resolve()
    })
  return promise
}

function wordsOf(subscription: PushSubscription): Record<string, string> {
  const { endpoint = '', keys = {} } = subscription.toJSON()
  return { endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '' }
}

const field = (form: HTMLFormElement, name: string): HTMLInputElement =>
  form.elements.namedItem(name) as HTMLInputElement

async function known(element: HTMLElement): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(location.pathname)
  const subscription = await registration?.pushManager.getSubscription()
  if (!subscription) return
  const { endpoint, auth } = wordsOf(subscription) as { endpoint: string; auth: string }
  const answer = await fetch(element.dataset.action!, {
    method: 'POST',
    body: new URLSearchParams({ endpoint, auth }),
  })
  const { mine } = (await answer.json()) as { mine: string | null }
  const link = element.querySelector('a')
  if (!mine || !link) return
  link.href = mine
  element.hidden = false
}
