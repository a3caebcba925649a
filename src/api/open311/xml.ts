export type Value =
  | string
  | number
  | boolean
  | null
  | readonly Value[]
  | { readonly [name: string]: Value | undefined }

/** How the children of a list are called; JSON has no names for them. */
const items: Readonly<Record<string, string>> = {
  services: 'service',
  service_requests: 'request',
  attributes: 'attribute',
  values: 'value',
  errors: 'error',
  endpoints: 'endpoint',
  formats: 'format',
  notes: 'note',
  photos: 'photo',
  service_request_updates: 'request_update',
  media_urls: 'media_url',
}

const signs: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
}

// What XML 1.0 has no place for, however it is written (section 2.2): control characters, half pairs, two noncharacters.
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu

/** Text as it may stand between tags. */
export const escapeXml = (text: string): string =>
  text.replace(forbidden, '').replace(/[&<>"'\r]/g, (sign) => signs[sign]!)

/** An element for a value. Names come from our own tables and are XML names; null and empty lists make empty elements. */
function element(name: string, value: Value | undefined): string {
  if (value === undefined) return ''
  const inside = content(name, value)
  return inside === '' ? `<${name}/>` : `<${name}>${inside}</${name}>`
}

function content(name: string, value: Value): string {
  if (value === null) return ''
  if (typeof value === 'string') return escapeXml(value)
  if (typeof value !== 'object') return String(value)
  if (isList(value)) return value.map((item) => element(items[name] ?? 'item', item)).join('')
  return Object.entries(value)
    .map(([key, child]) => element(key, child))
    .join('')
}

const isList = (value: object): value is readonly Value[] => Array.isArray(value)

/** The same value that JSON carries, under a root (Spark: JSON is XML without the root). */
export const toXml = (root: string, value: Value): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value)}\n`
