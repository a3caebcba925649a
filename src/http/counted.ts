import type { Waiting } from '#modules/cases/index.ts'
import type { PageView } from './view.ts'

const n = ({ format }: PageView, count: number) => ({ count, n: format.formatNumber(count) })

/** "12 Personen, dazu 3 unbestätigte Stimmen": who is sure and who is not are never one figure (docs/adr/0038). */
export function countedWords(view: PageView, people: number, others: number): string {
  const { t } = view
  if (others === 0) return t('counted.people', n(view, people))
  const more = t('counted.others', n(view, others))
  return people === 0
    ? more
    : t('counted.both', { people: t('counted.people', n(view, people)), others: more })
}

/** "12 Personen warten auf die Lösung, dazu 3 unbestätigte Stimmen": one at least, who has reported it. */
export function waitingWords(view: PageView, { people, others }: Waiting): string {
  const { t } = view
  const wait = t('following.waiting', n(view, people))
  return others === 0
    ? wait
    : t('counted.both', { people: wait, others: t('counted.others', n(view, others)) })
}
