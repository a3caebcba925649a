/** A path of our own to go on to, or null: what a form sends back must never lead elsewhere. */
export function localPath(value: unknown): string | null {
  if (typeof value !== 'string' || !value.startsWith('/') || value.length > 2000) return null
  // Printable ASCII alone: browsers read a backslash as a slash and leave out tabs, so "/\\evil" would be another host.
  if (/[^!-[\]-~]/.test(value) || value.startsWith('//')) return null
  const url = new URL(value, 'http://here.invalid')
  // Resolving the dots of "/.//evil" leaves "//evil": what comes out is judged, not what went in.
  if (url.host !== 'here.invalid' || url.pathname.startsWith('//')) return null
  return url.pathname + url.search + url.hash
}
