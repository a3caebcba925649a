import type { Item, SentAction, StopData } from './model.ts'
import { afterDone, nextToSend } from './queue.ts'
import type { Store } from './store.ts'

/** Why sending stopped: nothing is left, the network is gone, the sign-in is over, or somebody else is signed in. */
export type Stopped = 'empty' | 'network' | 'login' | 'other'

type Answer =
  | { kind: 'done'; from: number; version: number }
  | { kind: 'conflict'; present: StopData }
  | { kind: 'refused'; reason: string }
  | { kind: Exclude<Stopped, 'empty'> }

/**
 * Sends what waits, one after the other, and writes down each answer before the next is sent: closed in the middle it
 * goes on where it was, and what the server did already it does not do again (it knows the id). One tab at a time;
 * `null` when another one is at it.
 */
export async function sendAll(
  store: Store,
  url: string,
  onChange: () => Promise<void> | void = () => {},
): Promise<Stopped | null> {
  const run = async (): Promise<Stopped> => {
    for (;;) {
      const items = await store.items()
      const next = nextToSend(items)
      if (!next) return 'empty'
      const answer = await post(next, store.account, url)
      // What happened meanwhile (a photo taken, an order changed) is to be seen by the rules.
      const now = await store.items()
      if (answer.kind === 'done') await store.write(afterDone(now, next.id, answer, new Date().toISOString()))
      else if (answer.kind === 'conflict')
        await store.write([{ ...next, state: 'conflict', present: answer.present }])
      else if (answer.kind === 'refused')
        await store.write([{ ...next, state: 'refused', reason: answer.reason }])
      else return answer.kind
      await onChange()
    }
  }
  if (!('locks' in navigator)) return run()
  return navigator.locks.request(`unterwegs-${store.account}`, { ifAvailable: true }, (lock) =>
    lock ? run() : null,
  )
}

async function post(item: Item, account: string, url: string): Promise<Answer> {
  const { id, base, at, deed } = item
  const action: SentAction = { id, account, case: item.case, base, at, deed }
  const form = new FormData()
  form.set('aktion', JSON.stringify(action))
  if (item.photo) form.set('foto', new Blob([item.photo.bytes], { type: item.photo.type }), item.photo.name)
  let answer: Response
  let body: Record<string, unknown>
  try {
    answer = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(item.photo ? 180_000 : 30_000),
    })
    body = (await answer.json()) as Record<string, unknown>
  } catch {
    // No network, cut off, or a page of a hotel's network that is no answer of ours.
    return { kind: 'network' }
  }
  if (answer.status === 200 && typeof body.version === 'number' && typeof body.from === 'number')
    return { kind: 'done', from: body.from, version: body.version }
  if (answer.status === 401) return { kind: 'login' }
  if (answer.status === 409 && body.code === 'field.other_account') return { kind: 'other' }
  if (answer.status === 409 && body.present) return { kind: 'conflict', present: body.present as StopData }
  // Two at once on the same case: the other one was first, and this one is simply sent again.
  if (body.code === 'overtaken') return { kind: 'network' }
  if ([400, 403, 404, 409, 413, 422].includes(answer.status) && typeof body.title === 'string')
    return { kind: 'refused', reason: body.title }
  return { kind: 'network' }
}
