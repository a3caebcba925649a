import type { DayData } from './model.ts'

export type Fetched =
  | { kind: 'day'; data: DayData; etag: string | null }
  | { kind: 'same' }
  | { kind: 'login' }
  | { kind: 'network' }

/** Asks for the day; quick when nothing has changed. A page of somebody else's network is no answer. */
export async function fetchDay(url: string, etag: string | null): Promise<Fetched> {
  try {
    const answer = await fetch(url, {
      headers: { accept: 'application/json', ...(etag ? { 'if-none-match': etag } : {}) },
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    })
    if (answer.status === 304) return { kind: 'same' }
    // Whoever may no longer go out has nothing to carry around either.
    if (answer.status === 401 || answer.status === 403) return { kind: 'login' }
    if (!answer.ok) return { kind: 'network' }
    const data = (await answer.json()) as DayData
    if (!data.account?.id || !Array.isArray(data.stops)) return { kind: 'network' }
    return { kind: 'day', data, etag: answer.headers.get('etag') }
  } catch {
    return { kind: 'network' }
  }
}

/** Sends the order of the day that the person made. */
export async function sendOrder(url: string, day: string, order: readonly string[]): Promise<boolean> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ tag: day, folge: order.join(' ') }),
      redirect: 'error',
      signal: AbortSignal.timeout(30_000),
    })
    return answer.ok
  } catch {
    return false
  }
}
