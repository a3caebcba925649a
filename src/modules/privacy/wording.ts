import type { Lang, T } from '#platform/i18n.ts'
import type { Processing } from './processing.ts'

/** "3 Jahre", "30 Tage": whole years and months where they are meant, days otherwise. */
export function daysInWords(t: T, days: number): string {
  if (days % 365 === 0) return t('privacy.years', { count: days / 365 })
  if (days > 90 && days % 30 === 0) return t('privacy.months', { count: days / 30 })
  return t('privacy.days', { count: days })
}

/** How long, from when, and what then, in one sentence. */
export function termOf(t: T, p: Processing, lang: Lang): string {
  if (p.days === null || (p.measure === 'program' && p.term)) return p.term?.[lang] ?? ''
  const after = p.measure === 'program' ? 'program' : p.measure
  return t(`privacy.term.${after}.${p.action}`, { period: daysInWords(t, p.days) })
}

/** The legal basis in words: "Artikel 6 Absatz 1 Buchstabe e DSGVO". */
export const basisOf = (t: T, p: Pick<Processing, 'letter'>): string =>
  t('privacy.letter', { letter: p.letter })
