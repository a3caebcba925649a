import { sendWaiting } from '../islands/lib/offline-report/sending.ts'
import { built, fresh, keep } from './lib/caching.ts'
import { workerScope } from './lib/scope.ts'
import { serve } from './lib/serving.ts'

const worker = workerScope<{ page: string; start: string; files: string[] }>()
const FILES = 'melden-dateien'
const PAGE = 'melden-seite'
const { given } = worker
/** Without cookies: what is kept shows nobody's name, whoever opens it. */
const plain = { cache: 'no-cache', credentials: 'omit' } as const

// The one page that needs no network, and what it is built of.
worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      await keep(FILES, given.files)
      const cache = await caches.open(PAGE)
      for (const address of [given.page, '/farben.css']) await cache.add(new Request(address, plain))
      await worker.skipWaiting()
    })(),
  )
})

serve(worker, { cache: FILES, files: given.files }, ({ request }, pathname) => {
  // Only where one begins: in the middle of the form the browser says itself that there is no network.
  if (request.mode === 'navigate')
    return pathname === given.start || pathname === given.page ? page(request) : null
  if (given.files.includes(pathname)) return built(FILES, request)
  return pathname === '/farben.css' ? fresh(PAGE, request) : null
})

worker.addEventListener('sync', (event) => {
  if (event.tag === 'melden') event.waitUntil(send())
})

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request)
  } catch (error) {
    const kept = await (await caches.open(PAGE)).match(given.page, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}

async function send(): Promise<void> {
  const all = await sendWaiting(given.page)
  for (const client of await worker.clients.matchAll({ type: 'window' })) client.postMessage('sent')
  // The browser comes again, later and later, as long as this fails.
  if (!all) throw new Error('no network')
}
