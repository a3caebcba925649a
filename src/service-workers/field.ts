import { PHOTOS } from '../islands/lib/field/photo-cache.ts'
import { sendAll } from '../islands/lib/field/sender.ts'
import { accounts, Store } from '../islands/lib/field/store.ts'
import { built, fresh, keep } from './lib/caching.ts'
import { type FetchEvent, workerScope } from './lib/scope.ts'
import { serve } from './lib/serving.ts'

const worker = workerScope<{
  home: string
  /** The page that the island fills. */
  shell: string
  files: string[]
  fresh: string[]
  actions: string
}>()
const FILES = 'unterwegs-dateien'
const SHELL = 'unterwegs-huelle'
const { given } = worker

// The shell of the pages and all that it is built of; the day's data lies in the page's own store.
worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await keep(FILES, given.files)
      const shell = await caches.open(SHELL)
      for (const address of [given.shell, ...given.fresh]) {
        const answer = await fetch(address, { cache: 'no-cache' })
        if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
        await shell.put(address, answer)
      }
      await worker.skipWaiting()
    })(),
  )
})

serve(worker, { cache: FILES, files: given.files }, (event, pathname) => {
  const { request } = event
  if (request.mode === 'navigate') return isPage(pathname) ? page(event) : null
  if (pathname.startsWith('/assets/')) return built(FILES, request)
  if (given.fresh.includes(pathname)) return fresh(SHELL, request)
  return pathname.startsWith('/fotos/') ? built(PHOTOS, request) : null
})

// The network is back, and the page may be long closed.
worker.addEventListener('sync', (event) => {
  if (event.tag === 'unterwegs') event.waitUntil(sendWaiting())
})

/** The list, the map and the pages of cases; not what looks like a file. */
const isPage = (pathname: string): boolean =>
  pathname === given.home || (pathname.startsWith(`${given.home}/`) && /^\/[^/]+\/[^/.]+$/.test(pathname))

/** At once and always the same: dead spots are where one works, and the island knows what belongs on the page. */
async function page(event: FetchEvent): Promise<Response> {
  const shell = await (await caches.open(SHELL)).match(given.shell, { ignoreVary: true })
  return shell ?? fetch(event.request)
}

async function sendWaiting(): Promise<void> {
  const account = (await accounts()).find((one) => one.current)
  if (!account) return
  const store = await Store.open(account.id)
  try {
    const stopped = await sendAll(store, given.actions)
    for (const client of await worker.clients.matchAll({ type: 'window' })) client.postMessage('sent')
    // The browser comes again, later and later, as long as this fails.
    if (stopped === 'network') throw new Error('no network')
  } finally {
    store.close()
  }
}
