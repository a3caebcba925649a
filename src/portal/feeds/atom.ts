import { XMLBuilder } from 'fast-xml-parser'

/** An entry of a feed (RFC 4287). `id` never changes, whatever becomes of the thing. */
export interface Entry {
  id: string
  title: string
  url: string
  summary: string
  category: { term: string; label: string }
  published: Date
  updated: Date
  place: { lat: number; lon: number } | null
}

export interface Feed {
  id: string
  title: string
  subtitle: string
  /** Its own address, and the page for people. */
  self: string
  page: string
  author: string
  lang: string
  entries: readonly Entry[]
}

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@', suppressEmptyNode: true })

// What XML 1.0 has no place for, however it is written (section 2.2).
const forbidden = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu
const clean = (text: string): string => text.replace(forbidden, '')

/** The feed as XML; places as GeoRSS Simple, latitude first. */
export function atom(feed: Feed): string {
  const { entries } = feed
  const newest = entries.reduce((latest, e) => Math.max(latest, e.updated.getTime()), 0)
  return builder.build({
    '?xml': { '@version': '1.0', '@encoding': 'utf-8' },
    feed: {
      '@xmlns': 'http://www.w3.org/2005/Atom',
      '@xmlns:georss': 'http://www.georss.org/georss',
      '@xml:lang': feed.lang,
      id: feed.id,
      title: clean(feed.title),
      subtitle: clean(feed.subtitle),
      // An empty feed has to say when it changed all the same; the same each time, or it would never be "unchanged".
      updated: new Date(newest).toISOString(),
      author: { name: clean(feed.author) },
      link: [
        { '@rel': 'self', '@type': 'application/atom+xml', '@href': feed.self },
        { '@rel': 'alternate', '@type': 'text/html', '@href': feed.page },
      ],
      entry: entries.map(element),
    },
  })
}

const element = (e: Entry) => ({
  id: e.id,
  title: clean(e.title),
  link: { '@rel': 'alternate', '@type': 'text/html', '@href': e.url },
  published: e.published.toISOString(),
  updated: e.updated.toISOString(),
  category: { '@term': e.category.term, '@label': clean(e.category.label) },
  summary: clean(e.summary),
  ...(e.place && { 'georss:point': `${e.place.lat.toFixed(6)} ${e.place.lon.toFixed(6)}` }),
})
