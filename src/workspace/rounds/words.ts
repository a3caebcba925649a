import type { PageView } from '#http/view.ts'
import { showAnswers } from '#modules/forms/index.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import type { ListedRun, Stop } from '#modules/rounds/index.ts'

type SeenFinding = Stop['findings'][number]

/** Who saw it, and on whose behalf. */
export function whoSaw({ t }: PageView, org: Organisation, finding: SeenFinding): string {
  const name = org.staff.get(finding.by)?.name ?? ''
  const other = finding.byFor && org.staff.get(finding.byFor)?.name
  return other ? t('rounds.deputy', { name, other }) : name
}

/** What was seen, in words: result, reason. */
export const resultWords = ({ t }: PageView, { result, reason }: SeenFinding): string =>
  reason
    ? `${t(`rounds.result.${result}`)} (${t(`rounds.hindrance.${reason}`)})`
    : t(`rounds.result.${result}`)

/** The answers of one line in one cell. */
export const answerWords = ({ lang }: PageView, run: ListedRun, { answers }: SeenFinding): string =>
  showAnswers(run.questions, answers, lang)
    .map(({ label, value }) => `${label} ${value}`)
    .join('; ')

export const titleOf = ({ t, format }: PageView, run: ListedRun): string =>
  t('rounds.run.title', { name: run.name, day: format.formatDay(run.dueOn) })

export const resultTone = { ok: 'success', defect: 'danger', blocked: 'warning' } as const
