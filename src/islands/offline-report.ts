import { sendWaiting } from './lib/offline-report/sending.ts'
import { showState, type Words } from './lib/offline-report/state.ts'
import { allReports, drawKey, keepReport } from './lib/offline-report/store.ts'
import { LARGEST, LARGEST_ALL } from './lib/photo-limits.ts'

/**
 * A report is kept in this browser first and sent then, so that it does not matter whether there is a network. What
 * waits is sent when the network is back, when a page of the form is opened, and by the service worker when none is open.
 */
const section = document.querySelector<HTMLElement>('[data-offline-state]')
if (section && 'indexedDB' in window) void start(section)

async function start(state: HTMLElement): Promise<void> {
  const url = state.dataset.url ?? ''
  const words = JSON.parse(state.dataset.words ?? '{}') as Words
  const draw = async (): Promise<void> => showState(state, await allReports(), draw)
  const send = async (): Promise<void> => {
    await sendWaiting(url, draw)
    await draw()
  }
  addEventListener('online', () => void send())
  navigator.serviceWorker?.addEventListener('message', (event) => {
    if (event.data === 'sent') void draw()
  })
  void navigator.serviceWorker?.register('/melden/sw.js', { scope: '/melden' }).catch(() => {})
  const form = document.querySelector<HTMLFormElement>('form#ohne-netz')
  if (form) {
    keepInstead(form, words, async () => {
      await draw()
      state.scrollIntoView({ block: 'start' })
      void wakeLater()
      await send()
    })
    locate(form, words)
  }
  await draw()
  await send()
}

/** The browser tells the service worker when there is a network, even after this page was closed. */
async function wakeLater(): Promise<void> {
  const ready = (await navigator.serviceWorker?.ready) as
    | (ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } })
    | undefined
  await ready?.sync?.register('melden').catch(() => {})
}

function keepInstead(form: HTMLFormElement, words: Words, kept: () => Promise<void>): void {
  const said = document.createElement('p')
  said.role = 'alert'
  said.className = 'kern-error'
  form.querySelector('[data-locate]')?.before(said)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void (async () => {
      const data = new FormData(form)
      const fields: Record<string, string> = {}
      const files: File[] = []
      for (const [name, value] of data)
        if (value instanceof File) {
          if (value.size > 0) files.push(value)
        } else fields[name] = value
      said.textContent = faultOf(fields.text ?? '', files, words)
      if (said.textContent) return said.scrollIntoView({ block: 'center' })
      const photos = await Promise.all(
        files.map(async (file) => ({ name: file.name, type: file.type, bytes: await file.arrayBuffer() })),
      )
      try {
        await keepReport({ key: drawKey(), at: new Date().toISOString(), state: 'waiting', fields, photos })
      } catch {
        // The phone is full: nothing is thrown away, the page stays as it is.
        said.textContent = words.full
        return
      }
      form.reset()
      for (const name of ['lat', 'lon']) field(form, name).value = ''
      await kept()
    })()
  })
}

const MOST_PHOTOS = 6

/** Said now, since nobody is there when it is sent. */
function faultOf(text: string, files: readonly File[], words: Words): string {
  if (!text.trim() && files.length === 0) return words.missing
  const all = files.reduce((sum, file) => sum + file.size, 0)
  const tooLarge = files.some((file) => file.size > LARGEST) || all > LARGEST_ALL
  return tooLarge || files.length > MOST_PHOTOS ? words.tooLarge : ''
}

const field = (form: HTMLFormElement, name: string): HTMLInputElement =>
  form.elements.namedItem(name) as HTMLInputElement

/** Satellites need no network. */
function locate(form: HTMLFormElement, words: Words): void {
  const box = form.querySelector<HTMLElement>('[data-locate]')
  const status = box?.querySelector<HTMLElement>('[role="status"]')
  if (!box || !status || !navigator.geolocation) return
  box.hidden = false
  box.querySelector('button')?.addEventListener('click', () => {
    status.textContent = ''
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field(form, 'lat').value = coords.latitude.toFixed(6)
        field(form, 'lon').value = coords.longitude.toFixed(6)
        status.textContent = words.located.replace('%metres%', String(Math.round(coords.accuracy)))
      },
      () => {
        status.textContent = words.notLocated
      },
      { enableHighAccuracy: true, timeout: 20_000 },
    )
  })
}
