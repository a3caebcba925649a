import type { Req } from '#http/env.ts'
import { type OpenFilter, type OpenReport, openReports } from '#modules/reports/index.ts'
import { type Format, telling } from './rows.ts'

/** Enough that the way to the database does not count, little enough that a hundred readers at once fit in memory. */
const BATCH = 2000

/**
 * Public reports as a stream, piece by piece, each in a short transaction of its own: a million of them take as much
 * memory as two thousand, and a slow reader holds no connection.
 */
export function streamReports(c: Req, filter: OpenFilter, format: Format): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const inTown = c.get('publicTx')
  let after: { openedAt: Date; id: string } | null = null
  let first = true
  const piece = async (): Promise<{ text: string; over: boolean }> =>
    inTown(async (ctx) => {
      const [told, reports]: [Awaited<ReturnType<typeof telling>>, OpenReport[]] = [
        await telling(ctx),
        await openReports(ctx, filter, after, BATCH),
      ]
      const last = reports.at(-1)
      if (last) after = { openedAt: last.openedAt, id: last.id }
      let text = first ? format.begin : ''
      for (const report of reports) {
        text += (first ? '' : format.between) + format.row(report, told(report))
        first = false
      }
      const over = reports.length < BATCH
      return { text: over ? text + format.end : text, over }
    })
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { text, over } = await piece()
        controller.enqueue(encoder.encode(text))
        if (over) controller.close()
      },
    },
    { highWaterMark: 1 },
  )
}
