import { isIP } from 'node:net'

/**
 * Parses a URL from a stranger: http or https, no password, no odd way of writing an IPv4 address. The WHATWG parser
 * turns `0x7f.1`, `017700000001` and `2130706433` into `127.0.0.1`; nobody who means well writes one so, and another
 * parser behind a proxy may read it differently. Null when it is not one.
 */
export function parsePublicUrl(text: string): URL | null {
  if (text.length > 2000 || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (url.username || url.password) return null
  if (isIP(url.hostname) === 4 && writtenHost(text) !== url.hostname) return null
  return url
}

const writtenHost = (text: string): string | undefined => /^https?:\/\/([^/?#:\\]*)/i.exec(text.trim())?.[1]
