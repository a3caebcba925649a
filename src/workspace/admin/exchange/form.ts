import type { EndpointInput, Source } from '#modules/exchange/index.ts'
import { isUuid } from '#platform/ids.ts'

type Body = Record<string, string | File | (string | File)[]>

export const blank: EndpointInput = {
  name: '',
  url: '',
  jurisdiction: null,
  format: 'json',
  authorityId: null,
  inboundKeyId: null,
  follow: true,
  onClosed: 'ask',
  sendWords: true,
  sendPrivate: false,
  defaultService: null,
  giveUpDays: 7,
  apiKey: '',
}

const textIn = (body: Body, name: string): string => {
  const value = [body[name] ?? ''].flat()[0]
  return typeof value === 'string' ? value.slice(0, 3000) : ''
}

/** What was typed; `defaultService` is chosen on another page and stays. */
export function readPartner(body: Body, kept: string | null): { input: EndpointInput; version: number } {
  const text = (name: string) => textIn(body, name)
  const id = (name: string) => (isUuid(text(name)) ? text(name) : null)
  const days = text('tage').trim()
  return {
    input: {
      name: text('name'),
      url: text('adresse').trim(),
      jurisdiction: text('gebiet').trim().slice(0, 200) || null,
      format: text('format') === 'xml' ? 'xml' : 'json',
      authorityId: id('stelle'),
      inboundKeyId: id('eingang'),
      follow: text('verfolgen') === 'ja',
      onClosed: text('erledigt') === 'close' ? 'close' : 'ask',
      sendWords: text('worte') === 'ja',
      sendPrivate: text('vertraulich') === 'ja',
      defaultService: kept,
      giveUpDays: /^\d{1,3}$/.test(days) ? Number(days) : Number.NaN,
      apiKey: text('schluessel').trim(),
    },
    version: /^\d{1,9}$/.test(text('version')) ? Number(text('version')) : 0,
  }
}

/** `dienst:<category>` → their service. */
export const readMapping = (body: Body): Map<string, string> =>
  new Map(
    Object.keys(body)
      .filter((name) => name.startsWith('dienst:'))
      .map((name) => [name.slice('dienst:'.length), textIn(body, name)]),
  )

/** `quelle:<attribute>`: '', `frage:<code>`, `wert` (then `wert:<attribute>`) or `wert:<key>`. */
export function readSources(body: Body, codes: readonly string[]): Record<string, Source> {
  const sources: Record<string, Source> = {}
  for (const code of codes) {
    const source = textIn(body, `quelle:${code}`)
    const value = textIn(body, `wert:${code}`).trim()
    if (source.startsWith('frage:')) sources[code] = { question: source.slice(6) }
    else if (source.startsWith('wert:')) sources[code] = { value: source.slice(5) }
    else if (source === 'wert' && value) sources[code] = { value }
  }
  return sources
}
