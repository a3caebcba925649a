import { dateFromParts } from '#ui/field/date-parts.ts'

export interface HoldForm {
  number: string
  kind: 'case' | 'party'
  reason: string
  until: { day: string; month: string; year: string }
}

export const emptyHold: HoldForm = {
  number: '',
  kind: 'case',
  reason: '',
  until: { day: '', month: '', year: '' },
}

export function readHoldForm(body: Record<string, unknown>): HoldForm {
  const text = (name: string): string => (typeof body[name] === 'string' ? (body[name] as string) : '')
  return {
    number: text('nummer').trim(),
    kind: text('umfang') === 'party' ? 'party' : 'case',
    reason: text('grund'),
    until: { day: text('bis.tag'), month: text('bis.monat'), year: text('bis.jahr') },
  }
}

/** The end of the day that was typed, in the town's time; null for no end, undefined for what is no day. */
export function endOf({ until }: HoldForm, timeZone: string): Date | null | undefined {
  const day = dateFromParts(until.day, until.month, until.year)
  if (day === '') return null
  if (day === null) return undefined
  const next = Temporal.PlainDate.from(day).add({ days: 1 }).toZonedDateTime(timeZone)
  return new Date(next.epochMilliseconds)
}
