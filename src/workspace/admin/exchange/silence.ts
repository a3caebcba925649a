import type { PageView } from '#http/view.ts'

/** For how long, as it stands after "seit": "3 Stunden", "2 Tagen". */
export function sinceWords({ t, lang, format, now }: PageView, at: Date): string {
  if (now.getTime() - at.getTime() < 60_000) return t('exchange.moment')
  const relative = format.formatRelative(at, now)
  return lang === 'en' ? relative.replace(/ ago$/, '') : relative.replace(/^vor /, '')
}

const known = [
  ...['bad_url', 'not_public', 'unreachable', 'too_large', 'timeout', 'moved', 'nonsense', 'busy', 'broken'],
  ...['key', 'missing', 'refused', 'no_services', 'removed'],
]

/** Why it does not work, in a sentence. */
export const whyWords = (t: PageView['t'], why: string | null): string =>
  t(`exchange.why.${why && known.includes(why) ? why : 'other'}`)
