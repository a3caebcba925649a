import { z } from 'zod'
import type { CalendarEntry, PickedAbsence } from '#modules/organisation/index.ts'

/**
 * An entry of a calendar file as the value of its box. What comes back is nobody's secret and needs no signature:
 * anybody may write down any absence of their own.
 */
export const writePick = ({ uid, from, until }: Pick<CalendarEntry, 'uid' | 'from' | 'until'>): string =>
  JSON.stringify([from, until, uid])

const uid = z.string().min(1).max(500)
const pick = z.tuple([z.iso.datetime(), z.iso.datetime(), uid])

/** Boxes that were ticked; whatever else stands there is none. */
export const readPicks = (values: readonly string[]): PickedAbsence[] =>
  values.slice(0, 300).flatMap((value) => {
    const read = pick.safeParse(json(value))
    if (!read.success) return []
    const [from, until, uid] = read.data
    return [{ uid, from: new Date(from), until: new Date(until) }]
  })

export const readUids = (value: string): string[] => z.array(uid).max(5000).catch([]).parse(json(value))

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
