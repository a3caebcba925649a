import { ask, judged, type Seams, theInternet } from './fetch-public.ts'
import { parsePublicUrl } from './public-url.ts'

export type Posted =
  | { ok: true; status: number }
  | {
      ok: false
      status: number | null
      reason: 'bad_url' | 'not_public' | 'unreachable' | 'status' | 'timeout'
      /** How long the other side asks us to wait (Retry-After, RFC 9110, 10.2.3). */
      retryAfterMs?: number
    }

/**
 * Sends a body to a stranger's URL on the public internet, with the same care as `fetchPublic`: resolved once, judged,
 * pinned. A redirect is not followed, since what is sent was meant for this address only. The answer's body is not read.
 */
export async function postPublic(
  url: string,
  post: { body: string | Buffer; headers: Record<string, string> },
  { timeoutMs }: { timeoutMs: number },
  seams: Partial<Seams> = {},
): Promise<Posted> {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const target = parsePublicUrl(url)
    if (!target) return { ok: false, status: null, reason: 'bad_url' }
    const addresses = await judged(target, { ...theInternet, ...seams }, signal)
    if (!addresses) return { ok: false, status: null, reason: 'not_public' }
    const response = await ask(target, addresses, signal, post)
    response.destroy()
    const status = response.statusCode ?? 0
    if (status >= 200 && status < 300) return { ok: true, status }
    const retryAfterMs = waitOf(response.headers['retry-after'])
    return { ok: false, status, reason: 'status', ...(retryAfterMs !== undefined && { retryAfterMs }) }
  } catch {
    return { ok: false, status: null, reason: signal.aborted ? 'timeout' : 'unreachable' }
  }
}

/** Seconds only: a date would be told by the other side's clock. */
const waitOf = (header: string | undefined): number | undefined =>
  header && /^\d{1,7}$/.test(header.trim()) ? Number(header.trim()) * 1000 : undefined
