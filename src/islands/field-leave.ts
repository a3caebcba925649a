/** Nobody is signed in here any more: what a field worker took along goes, what was not sent stays for its owner. */
async function leave(): Promise<void> {
  // Most who sign in were never on the street; they load no more than this.
  const known = (await indexedDB.databases?.()) ?? []
  if (!known.some((one) => one.name === 'unterwegs')) return
  const [{ accounts, forgetAccount, Store }, { forgetPhotos }, { unsent }] = await Promise.all([
    import('./lib/field/store.ts'),
    import('./lib/field/photo-cache.ts'),
    import('./lib/field/queue.ts'),
  ])
  await forgetPhotos()
  for (const { id } of await accounts()) {
    const store = await Store.open(id)
    await store.forgetDay()
    const left = unsent(await store.items()).length
    store.close()
    if (left === 0) await forgetAccount(id)
  }
}

leave().catch((error: unknown) => console.warn('leaving', error))
