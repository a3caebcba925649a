/**
 * Which addresses a provider may have (ADR 0016): https, and http on this very machine while the program does not run in
 * production. No user, no fragment; the issuer has no query either (OpenID Connect Discovery 1.0, 3).
 */
export function isProviderUrl(text: string, { production }: { production: boolean }): boolean {
  if (text.length > 2000 || !URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username || url.password || url.hash) return false
  if (url.protocol === 'https:') return true
  return url.protocol === 'http:' && !production && isLoopbackHost(url.hostname)
}

export const isLoopbackHost = (host: string): boolean =>
  /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host)
