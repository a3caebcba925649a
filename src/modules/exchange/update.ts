import { createHash } from 'node:crypto'
import { moment } from '#platform/moment.ts'
import { type Row, textOf, textsOf } from './reading.ts'
import { stateWord } from './states.ts'

/** One thing that they say of a report of ours. */
export interface Told {
  /** The same for the same update, however often it is read. */
  id: string
  remoteId: string
  state: string
  words: string
  at: Date
  media: string[]
}

interface Window {
  from: Date
  until: Date
  overlap: number
}

/**
 * The updates of a list, oldest first. What lies outside of what was asked for is not believed; a time without a zone is
 * the town's own.
 */
export function toldIn(rows: readonly Row[], timeZone: string, { from, until, overlap }: Window): Told[] {
  return rows
    .flatMap((row): Told[] => {
      const remoteId = textOf(row.service_request_id, 200)
      const time = textOf(row.updated_datetime, 60)
      const at = time === null ? null : moment(time, timeZone)
      if (remoteId === null || !at) return []
      if (at.getTime() < from.getTime() - overlap || at.getTime() > until.getTime() + overlap) return []
      const state = stateWord(textOf(row.status, 60) ?? '')
      const words = textOf(row.description, 8000) ?? ''
      return [
        {
          id: textOf(row.update_id, 200) ?? digestOf([remoteId, state, time!, words]),
          remoteId,
          state,
          words,
          at,
          media: textsOf(row.media_url, 5),
        },
      ]
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime())
}

/** A name for what has none of its own. */
export const digestOf = (parts: readonly string[]): string =>
  `sha256:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
