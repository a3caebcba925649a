import { metres } from '#modules/geo/index.ts'
import type { DueLetter, Heard } from '#modules/subscriptions/index.ts'
import type { Format } from '#platform/format.ts'
import type { T } from '#platform/i18n.ts'
import type { Subject } from './subjects.ts'

export interface NewsLine {
  text: string
  path: string
}

/** One line for each report: the last that happened to it, newest first. */
export function linesOf(
  t: T,
  format: Format,
  { heard, subscriber }: DueLetter,
  subjects: ReadonlyMap<Heard['happening'], Subject>,
): NewsLine[] {
  const told = new Set<string>()
  return heard.flatMap(({ happening, by }): NewsLine[] => {
    const subject = subjects.get(happening)
    if (!subject || told.has(happening.subject)) return []
    told.add(happening.subject)
    const away =
      by.where.kind === 'radius' && happening.place && happening.topic !== 'works'
        ? distance(t, format, metres(by.where, happening.place))
        : ''
    const parts = [
      `${t(`news.topic.${happening.topic}`)}: ${subject.title[subscriber.lang]}`,
      shortAddress(subject.address),
      away,
    ]
    return [{ text: parts.filter(Boolean).join(', '), path: subject.path }]
  })
}

/** To ten metres: a phone knows no better. */
function distance(t: T, format: Format, metres: number): string {
  return metres < 1000
    ? t('news.metres', { n: Math.round(metres / 10) * 10 })
    : t('news.kilometres', { n: format.formatNumber(metres / 1000, { maximumFractionDigits: 1 }) })
}

/** Within the town's own letters the town goes without saying. */
const shortAddress = (address: string | null): string => (address ?? '').replace(/, \d{5} [^,]*$/, '')
