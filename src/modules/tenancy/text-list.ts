import type { Ctx } from '#platform/context/context.ts'
import { type Lang, textsOf } from '#platform/i18n.ts'
import { textOverrides } from './texts.ts'

export interface SaidText {
  key: string
  /** How the program says it. */
  ours: string
  /** How the town says it; null where it says it as we do. */
  own: string | null
}

const flat = new Map<Lang, ReadonlyMap<string, string>>()

/** All texts of a language by their full keys. */
function ours(lang: Lang): ReadonlyMap<string, string> {
  const known = flat.get(lang)
  if (known) return known
  const made = new Map<string, string>()
  const walk = (node: object, prefix: string): void => {
    for (const [key, value] of Object.entries(node))
      if (typeof value === 'string') made.set(prefix + key, value)
      else walk(value, `${prefix}${key}.`)
  }
  walk(textsOf(lang), '')
  flat.set(lang, made)
  return made
}

/** Texts whose key or words hold what is looked for, or those that the town says differently; at most `most`. */
export async function findTexts(
  ctx: Ctx,
  lang: Lang,
  { text, ownOnly }: { text: string; ownOnly: boolean },
  most = 100,
): Promise<{ texts: SaidText[]; more: boolean }> {
  const own = await textOverrides(ctx, lang)
  const wanted = text.trim().toLowerCase()
  const found: SaidText[] = []
  for (const [key, words] of ours(lang)) {
    const said = own[key] ?? null
    if (ownOnly && said === null) continue
    if (!ownOnly && !wanted) continue
    if (wanted && ![key, words, said ?? ''].some((t) => t.toLowerCase().includes(wanted))) continue
    if (found.length === most) return { texts: found, more: true }
    found.push({ key, ours: words, own: said })
  }
  return { texts: found, more: false }
}

/** One text by its full key; null when there is none. */
export async function textByKey(ctx: Ctx, lang: Lang, key: string): Promise<SaidText | null> {
  const words = ours(lang).get(key)
  if (words === undefined) return null
  return { key, ours: words, own: (await textOverrides(ctx, lang))[key] ?? null }
}

/** The places in a text that the program fills: '{{name}}'. */
export const placesIn = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/g)].map(([, name]) => name!))].sort()
