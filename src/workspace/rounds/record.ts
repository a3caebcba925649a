import { csvCell } from '#http/numbers/csv.ts'
import type { PageView } from '#http/view.ts'
import type { Organisation } from '#modules/organisation/index.ts'
import type { ListedRun, Stop } from '#modules/rounds/index.ts'
import { makePdf } from '#platform/pdf/document.ts'
import { answerWords, resultWords, titleOf, whoSaw } from './words.ts'

export interface WalkRecord {
  view: PageView
  run: ListedRun
  stops: readonly Stop[]
  org: Organisation
}

const columns = ['object', 'address', 'result', 'when', 'who', 'answers', 'report'] as const

/** One line for everything that was said, and one for each object of which nothing was. */
function linesOf({ view, run, stops, org }: WalkRecord): string[][] {
  const { t, format } = view
  return stops.flatMap((stop) =>
    stop.findings.length === 0
      ? [[stop.label, stop.address ?? '', t('rounds.result.none'), '', '', '', '']]
      : stop.findings.map((finding) => [
          stop.label,
          stop.address ?? '',
          resultWords(view, finding),
          format.formatDateTime(finding.at),
          whoSaw(view, org, finding),
          answerWords(view, run, finding),
          finding.number ?? '',
        ]),
  )
}

/** What was seen, as a table for other programs. */
export const recordCsv = (record: WalkRecord): string =>
  [columns.map((key) => record.view.t(`rounds.column.${key}`)), ...linesOf(record)]
    .map((line) => line.map(csvCell).join(';'))
    .join('\r\n')

/** The same on paper, for a claim: who looked at what, and when. */
export function recordPdf(record: WalkRecord): Promise<Buffer> {
  const { view, run, org } = record
  const { t, format } = view
  const title = t('rounds.record.title', { name: titleOf(view, run) })
  const widths = [22, 22, 14, 18, 16, 20, 12]
  return makePdf(
    {
      title,
      author: view.town.name,
      lang: view.lang,
      madeAt: view.now,
      pageNumber: (page, pages) => t('rounds.record.page', { page, pages }),
      footer: view.town.name,
    },
    (pdf) => {
      pdf.heading(1, title)
      pdf.paragraph(t('rounds.record.intro', { day: format.formatDate(run.dueOn) }))
      pdf.paragraph(
        run.finishedAt
          ? t('rounds.run.finished', {
              at: format.formatDateTime(run.finishedAt),
              name: org.staff.get(run.finishedBy ?? '')?.name ?? '',
            })
          : t('rounds.record.open'),
      )
      pdf.table({
        summary: title,
        columns: columns.map((key, i) => ({ label: t(`rounds.column.${key}`), width: widths[i]! })),
        rows: linesOf(record),
      })
    },
  )
}
