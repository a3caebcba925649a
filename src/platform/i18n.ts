import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createInstance, type i18n } from 'i18next'

export type Lang = 'de' | 'en'
export const languages = ['de', 'en'] as const satisfies readonly Lang[]

export type T = (key: string, params?: Record<string, unknown>) => string

/** A tenant's own words: full key (with plural suffix, where the key has one) to text. */
export type Overrides = Readonly<Record<string, string>>

type Texts = { [key: string]: string | Texts }

const folder = fileURLToPath(new URL('../texts/', import.meta.url))

/** All texts of a language; a file's name is the first segment of its keys. */
export function textsOf(lang: Lang, root = folder): Texts {
  const files = readdirSync(join(root, lang)).filter((name) => name.endsWith('.json'))
  return Object.fromEntries(
    files.map((name) => [
      basename(name, '.json'),
      JSON.parse(readFileSync(join(root, lang, name), 'utf8')) as Texts,
    ]),
  )
}

/** Every key of a tree of texts, dotted and sorted. */
export function keysOf(texts: Texts, prefix = ''): string[] {
  return Object.entries(texts)
    .flatMap(([key, value]) =>
      typeof value === 'string' ? [prefix + key] : keysOf(value, `${prefix}${key}.`),
    )
    .sort()
}

let loaded: i18n | undefined

function instance(): i18n {
  if (loaded) return loaded
  loaded = createInstance()
  // Everything is at hand already, so init finishes within the call; nothing is awaited. Values are escaped
  // by the renderer, once, hence no escaping here.
  void loaded.init({
    lng: 'de',
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false },
    resources: Object.fromEntries(languages.map((lang) => [lang, { translation: textsOf(lang) }])),
  })
  return loaded
}

const strict = (): boolean => ['test', 'development'].includes(process.env.NODE_ENV ?? '')

/** Like i18next, as far as our texts go: `{{name}}`, and `{{name, number}}` for one with separators. */
const fill = (lang: Lang, text: string, params: Record<string, unknown>): string =>
  text.replace(/\{\{\s*([\w.]+)\s*(,\s*number\s*)?\}\}/g, (_, name: string, asNumber?: string) => {
    const value = params[name] ?? ''
    return asNumber && typeof value === 'number' ? value.toLocaleString(lang) : String(value)
  })

const plurals: Record<Lang, Intl.PluralRules> = {
  de: new Intl.PluralRules('de'),
  en: new Intl.PluralRules('en'),
}

/**
 * The texts of a language, with a tenant's words before ours. A missing key throws while developing and
 * testing and is shown as it is in production: a wrong word is better than no page.
 */
export function translator(lang: Lang, overrides: Overrides = {}): T {
  const fixed = instance().getFixedT(lang)
  return (key, params) => {
    const own = ownText(lang, overrides, key, params)
    if (own !== undefined) return params ? fill(lang, own, params) : own
    // Looking a text up costs 4 µs, and a list has hundreds: those without values are remembered.
    const known = params ? undefined : plain[lang].get(key)
    if (known !== undefined) return known
    const text: unknown = fixed(key, params ?? {})
    if (typeof text === 'string' && text !== key) {
      if (!params) plain[lang].set(key, text)
      return text
    }
    if (strict()) throw new Error(`No text for "${key}" in ${lang}`)
    return key
  }
}

const plain: Record<Lang, Map<string, string>> = { de: new Map(), en: new Map() }

function ownText(lang: Lang, overrides: Overrides, key: string, params?: Record<string, unknown>) {
  if (typeof params?.count !== 'number') return overrides[key]
  return overrides[`${key}_${plurals[lang].select(params.count)}`] ?? overrides[key]
}
