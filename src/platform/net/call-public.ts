import { ask, judged, type Seams, theInternet } from './fetch-public.ts'
import { parsePublicUrl } from './public-url.ts'

export type Called =
  | { ok: true; status: number; type: string; text: string; location: string | null }
  | {
      ok: false
      reason: 'bad_url' | 'not_public' | 'unreachable' | 'too_large' | 'timeout'
      /** The request may have arrived all the same: it was on its way when things went wrong. */
      unclear: boolean
    }

export interface Call {
  /** A body makes it a POST. */
  body?: string
  headers?: Record<string, string>
  maxBytes: number
  timeoutMs: number
}

/** Nobody has heard anything when a connection did not even come about. */
const neverArrived = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EHOSTDOWN',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
])

/**
 * Asks another server something and reads its answer, whatever its status, with the same care as `fetchPublic`:
 * resolved once, judged, pinned, limited in time and size. A redirect is answered as it is: what is sent (a key, a
 * report) was meant for this address only. Whatever goes wrong is a value.
 */
export async function callPublic(
  url: string,
  { body, headers = {}, maxBytes, timeoutMs }: Call,
  seams: Partial<Seams> = {},
): Promise<Called> {
  const signal = AbortSignal.timeout(timeoutMs)
  let onItsWay = false
  try {
    const target = parsePublicUrl(url)
    if (!target) return { ok: false, reason: 'bad_url', unclear: false }
    const addresses = await judged(target, { ...theInternet, ...seams }, signal)
    if (!addresses) return { ok: false, reason: 'not_public', unclear: false }
    onItsWay = true
    const response = await ask(target, addresses, signal, body === undefined ? undefined : { body, headers })
    try {
      const bytes: Buffer[] = []
      let length = 0
      for await (const part of response as AsyncIterable<Buffer>) {
        length += part.length
        if (length > maxBytes) return { ok: false, reason: 'too_large', unclear: body !== undefined }
        bytes.push(part)
      }
      signal.throwIfAborted()
      return {
        ok: true,
        status: response.statusCode ?? 0,
        type: (response.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase(),
        // We asked for no packing; servers that name one nevertheless mostly have not packed either.
        text: Buffer.concat(bytes).toString('utf8'),
        location: response.headers.location ?? null,
      }
    } finally {
      response.destroy()
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    const unclear = body !== undefined && onItsWay && !neverArrived.has(code)
    return { ok: false, reason: signal.aborted ? 'timeout' : 'unreachable', unclear }
  }
}
