import { keepOnly } from './caching.ts'
import type { FetchEvent, WorkerScope } from './scope.ts'

/**
 * Looks after the pages from the moment this version is there, with its files and none of an older one. `answer` is asked
 * about whatever a page reads from this very site; null leaves it to the browser.
 */
export function serve<Given, Message>(
  worker: WorkerScope<Given, Message>,
  { cache, files }: { cache: string; files: readonly string[] },
  answer: (event: FetchEvent, pathname: string) => Promise<Response> | null,
): void {
  worker.addEventListener('activate', (event) => {
    event.waitUntil(keepOnly(cache, files).then(() => worker.clients.claim()))
  })
  worker.addEventListener('fetch', (event) => {
    const { pathname, origin } = new URL(event.request.url)
    if (event.request.method !== 'GET' || origin !== worker.location.origin) return
    const answered = answer(event, pathname)
    if (answered) event.respondWith(answered)
  })
}
