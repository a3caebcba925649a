import { built, fresh, keep, keepOnly } from './lib/caching.ts'
import { workerScope } from './lib/scope.ts'

const worker = workerScope<{ shell: string; files: string[]; fresh: string[] }>()
const FILES = 'unterwegs-dateien'
const SHELL = 'unterwegs-huelle'

// The shell of the field's pages and all that it is built of; the day's data lies in the page's own store.
worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await keep(FILES, worker.given.files)
      const shell = await caches.open(SHELL)
      for (const address of [worker.given.shell, ...worker.given.fresh])
        await shell.put(address, await fetch(address, { cache: 'no-cache' }))
      await worker.skipWaiting()
    })(),
  )
})

worker.addEventListener('activate', (event) => {
  event.waitUntil(keepOnly(FILES, worker.given.files).then(() => worker.clients.claim()))
})

worker.addEventListener('fetch', (event) => {
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (pathname.startsWith('/assets/')) return event.respondWith(built(FILES, request))
  if (worker.given.fresh.includes(pathname)) return event.respondWith(fresh(SHELL, request))
})
