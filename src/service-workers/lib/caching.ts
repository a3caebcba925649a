/** Puts what is missing of some addresses into a cache, one after the other: a phone's line is thin. */
export async function keep(cacheName: string, addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName)
  for (const address of addresses) {
    if (await cache.match(address)) continue
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
    await cache.put(address, answer)
  }
}

/** Drops what is no longer among the addresses: built files of an older version. */
export async function keepOnly(cacheName: string, addresses: readonly string[]): Promise<void> {
  const cache = await caches.open(cacheName)
  const wanted = new Set(addresses)
  for (const request of await cache.keys())
    if (!wanted.has(new URL(request.url).pathname)) await cache.delete(request)
}

/** A built file: from the cache if there, since its name changes with its content; otherwise from the network. */
export async function built(cacheName: string, request: Request): Promise<Response> {
  return (await (await caches.open(cacheName)).match(request, { ignoreVary: true })) ?? fetch(request)
}

/** From the network and kept; what was kept last when there is none. */
export async function fresh(cacheName: string, request: Request): Promise<Response> {
  const cache = await caches.open(cacheName)
  try {
    const answer = await fetch(request)
    if (answer.ok && !answer.redirected) await cache.put(request, answer.clone())
    return answer
  } catch (error) {
    const kept = await cache.match(request, { ignoreVary: true })
    if (kept) return kept
    throw error
  }
}
