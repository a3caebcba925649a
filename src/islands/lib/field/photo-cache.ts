/** Photos of the day's cases, kept for times without network. The service worker answers from here. */
export const PHOTOS = 'unterwegs-fotos'

/** Fetches what is missing and drops what no longer belongs to the day. What fails is fetched the next time. */
export async function keepPhotos(addresses: readonly string[]): Promise<void> {
  if (!('caches' in globalThis)) return
  const cache = await caches.open(PHOTOS)
  const wanted = new Set(addresses)
  for (const request of await cache.keys()) {
    const { pathname, search } = new URL(request.url)
    if (!wanted.has(pathname + search)) await cache.delete(request)
  }
  for (const address of addresses) {
    if (await cache.match(address, { ignoreVary: true })) continue
    try {
      const answer = await fetch(address, { redirect: 'error' })
      if (answer.ok) await cache.put(address, answer)
    } catch {
      return // No network, or no room: the words are there all the same.
    }
  }
}

export async function forgetPhotos(): Promise<void> {
  if ('caches' in globalThis) await caches.delete(PHOTOS)
}
