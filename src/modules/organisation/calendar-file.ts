import ICAL from 'ical.js'
import { calendarInstant } from './calendar-file-times.ts'

/** A time of absence that a calendar file speaks of. The title helps to recognise it and is not stored. */
export interface CalendarEntry {
  uid: string
  from: string
  until: string
  allDay: boolean
  title: string
  /** Out of office by its status, or by its words. */
  suggested: boolean
}

export const calendarFaults = [
  'too_large',
  'not_calendar',
  'too_many',
  'too_often',
  'damaged',
  'too_slow',
] as const
export type CalendarFault = (typeof calendarFaults)[number]

export type CalendarReading =
  | { ok: true; entries: CalendarEntry[]; uids: string[] }
  | { ok: false; fault: CalendarFault }

export interface CalendarJob {
  text: string
  /** Of the town: for days, and for times that name no zone. */
  timeZone: string
  now: string
}

const HORIZON_MONTHS = 18
const MOST_COMPONENTS = 5000
const MOST_DEEP = 4
const MOST_ENTRIES = 300
/** A daily appointment since twenty years is read to the end; one every second is not. */
const MOST_STEPS = 10_000
const LONGEST = 2 * 366 * 86_400_000

const words =
  /urlaub|abwesen|au(ß|ss)er haus|dienstfrei|freier tag|elternzeit|krank|zeitausgleich|gleittag|brückentag|out of office|\booo\b|vacation|\bleave\b|absent|day off/i

class Refused extends Error {
  readonly fault: CalendarFault
  constructor(fault: CalendarFault) {
    super(fault)
    this.fault = fault
  }
}

/**
 * The absences in a calendar file (RFC 5545) from now on: days, what is marked as out of office, and what sounds like
 * it; repetitions within 18 months. Runs in a process of its own (calendar-file-reader.ts): a rule can be written so
 * that no library comes to an end with it.
 */
export function parseCalendar({ text, timeZone, now }: CalendarJob): CalendarReading {
  try {
    assertHarmless(text)
    const parsed = ICAL.parse(text) as unknown[]
    const all = (typeof parsed[0] === 'string' ? [parsed] : parsed).map(
      (jcal) => new ICAL.Component(jcal as never),
    )
    const calendars = all.filter((c) => c.name === 'vcalendar')
    if (calendars.length === 0) throw new Refused('not_calendar')
    const from = Temporal.Instant.from(now)
    const until = from.toZonedDateTimeISO(timeZone).add({ months: HORIZON_MONTHS }).toInstant()
    const events = calendars.flatMap((c) => c.getAllSubcomponents('vevent'))
    const entries = occurrences(events, timeZone, { from, until })
    return { ok: true, entries, uids: [...new Set(events.map(uidOf).filter(Boolean))] }
  } catch (error) {
    return { ok: false, fault: error instanceof Refused ? error.fault : 'damaged' }
  }
}

/** What would cost too much to read is told by its lines, before any library sees it. */
function assertHarmless(text: string): void {
  if (!/^\s*BEGIN:VCALENDAR/i.test(text)) throw new Refused('not_calendar')
  let [depth, components] = [0, 0]
  for (const [, what] of text.matchAll(/^(BEGIN|END):/gim)) {
    depth += what!.toUpperCase() === 'BEGIN' ? 1 : -1
    if (depth > MOST_DEEP) throw new Refused('damaged')
    if (++components > 2 * MOST_COMPONENTS) throw new Refused('too_many')
  }
  if (/FREQ=(SECONDLY|MINUTELY|HOURLY)/i.test(text.replace(/\r?\n[ \t]/g, ''))) throw new Refused('too_often')
}

interface Window {
  from: Temporal.Instant
  until: Temporal.Instant
}

const uidOf = (event: ICAL.Component): string => textOf(event, 'uid').slice(0, 500)
const textOf = (event: ICAL.Component, name: string): string =>
  String(event.getFirstPropertyValue(name) ?? '')

function occurrences(events: readonly ICAL.Component[], timeZone: string, window: Window): CalendarEntry[] {
  const found: CalendarEntry[] = []
  const moved = new Map<string, ICAL.Component>()
  for (const event of events) {
    const id = event.getFirstPropertyValue('recurrence-id')
    if (id) moved.set(`${uidOf(event)} ${id}`, event)
  }
  const add = (event: ICAL.Component, start: ICAL.Time, end: ICAL.Time) => {
    const entry = entryOf(event, start, end, timeZone, window)
    if (entry) found.push(entry)
    if (found.length > MOST_ENTRIES) throw new Refused('too_many')
  }
  for (const event of events) {
    const start = event.getFirstPropertyValue('dtstart') as ICAL.Time | null
    if (!start || !uidOf(event) || event.getFirstPropertyValue('recurrence-id')) continue
    const length = endOf(event, start).subtractDate(start)
    for (const at of startsOf(event, start, window)) {
      if (moved.has(`${uidOf(event)} ${at}`)) continue
      const end = at.clone()
      end.addDuration(length)
      add(event, at, end)
    }
  }
  for (const event of moved.values()) {
    const start = event.getFirstPropertyValue('dtstart') as ICAL.Time | null
    if (start && uidOf(event)) add(event, start, endOf(event, start))
  }
  return found.sort((a, b) => (a.from < b.from ? -1 : 1))
}

/** When it happens: once, or as its rules say, as far as anybody plans. */
function* startsOf(event: ICAL.Component, start: ICAL.Time, { until }: Window): Generator<ICAL.Time> {
  if (!event.hasProperty('rrule') && !event.hasProperty('rdate')) return yield start
  const expansion = new ICAL.RecurExpansion({ component: event, dtstart: start })
  const last = until.toZonedDateTimeISO('UTC').add({ days: 1 })
  const beyond = last.year * 10_000 + last.month * 100 + last.day
  for (let steps = 0; steps < MOST_STEPS; steps++) {
    const at = expansion.next()
    if (!at || at.year * 10_000 + at.month * 100 + at.day > beyond) return
    yield at
  }
  throw new Refused('too_often')
}

/** The end that is said, or follows from the duration; a day without an end is one day. */
function endOf(event: ICAL.Component, start: ICAL.Time): ICAL.Time {
  const said = event.getFirstPropertyValue('dtend') as ICAL.Time | null
  if (said) return said
  const end = start.clone()
  const duration = event.getFirstPropertyValue('duration') as ICAL.Duration | null
  if (duration) end.addDuration(duration)
  else if (start.isDate) end.adjust(1, 0, 0, 0)
  return end
}

function entryOf(
  event: ICAL.Component,
  start: ICAL.Time,
  end: ICAL.Time,
  timeZone: string,
  window: Window,
): CalendarEntry | null {
  if (textOf(event, 'status').toUpperCase() === 'CANCELLED') return null
  const title = textOf(event, 'summary').slice(0, 200)
  const categories = event.getAllProperties('categories').flatMap((p) => p.getValues().map(String))
  const away = ['x-microsoft-cdo-busystatus', 'x-microsoft-cdo-intendedstatus'].some(
    (name) => textOf(event, name).toUpperCase() === 'OOF',
  )
  const suggested = away || words.test([title, ...categories].join(' '))
  if (!start.isDate && !suggested) return null
  const [from, until] = [
    calendarInstant(event, 'dtstart', start, timeZone),
    calendarInstant(event, 'dtend', end, timeZone),
  ]
  if (
    until.epochMilliseconds <= window.from.epochMilliseconds ||
    from.epochMilliseconds >= window.until.epochMilliseconds
  )
    return null
  const length = until.epochMilliseconds - from.epochMilliseconds
  if (length <= 0 || length > LONGEST) return null
  return {
    uid: uidOf(event),
    from: from.toString(),
    until: until.toString(),
    allDay: start.isDate,
    title,
    suggested,
  }
}
