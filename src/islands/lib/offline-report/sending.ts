import { allReports, keepReport, type Waiting } from './store.ts'

/** Photos over a thin line take their time. */
const PATIENCE_MS = 180_000

/**
 * Sends what waits, one after the other; each is written down as taken before the next one goes. Cut off in the middle
 * it is sent again, and the server knows it by its key. Answers whether all that waited went. One tab or worker at a time.
 */
export async function sendWaiting(url: string, onChange: () => unknown = () => {}): Promise<boolean> {
  const run = async (): Promise<boolean> => {
    for (const report of await allReports()) {
      if (report.state !== 'waiting') continue
      const taken = await post(url, report)
      if (!taken) return false
      await keepReport(taken)
      await onChange()
    }
    return true
  }
  if (!('locks' in navigator)) return run()
  return (
    (await navigator.locks.request('melden', { ifAvailable: true }, (lock) => (lock ? run() : true))) ?? true
  )
}

/** The report as it stands after the server's answer; null when there was none, and it waits on. */
async function post(url: string, report: Waiting): Promise<Waiting | null> {
  const form = new FormData()
  for (const [name, value] of Object.entries(report.fields)) form.set(name, value)
  form.set('schluessel', report.key)
  for (const { name, type, bytes } of report.photos) form.append('fotos', new Blob([bytes], { type }), name)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: form,
      headers: { accept: 'application/json' },
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    // Too many at once, or the town's server is ill: later.
    if (answer.status === 429 || answer.status >= 500) return null
    const body = (await answer.json()) as Partial<Waiting> & { refused?: string[]; title?: string }
    if (!answer.ok) return { ...report, state: 'refused', said: [body.title ?? String(answer.status)] }
    if (body.state !== 'sent' && body.state !== 'open') return null
    const { key, at } = report
    const { state, number, link, dangers, refused } = body
    return {
      key,
      at,
      state,
      fields: {},
      photos: [],
      ...(number && { number }),
      ...(link && { link }),
      ...(dangers && { dangers }),
      ...(refused && { said: refused }),
    }
  } catch {
    // No network, cut off, or the page of a hotel's network.
    return null
  }
}
