import ICAL from 'ical.js'
import type { OwnCase } from '#modules/cases/index.ts'
import type { T } from '#platform/i18n.ts'

/** How long a visit is taken to last where nobody says so. */
const HOUR_MS = 3_600_000

/** A visit as a calendar entry (RFC 5545): what, where, when, and the way back to the case. */
export function calendarFile(
  c: OwnCase & { scheduledFor: Date },
  { t, town, url, title }: { t: T; town: string; url: string; title: string },
): string {
  const calendar = new ICAL.Component('vcalendar')
  calendar.updatePropertyWithValue('version', '2.0')
  calendar.updatePropertyWithValue('prodid', '-//Stadtdraht//DE')
  const event = new ICAL.Component('vevent')
  const at = (date: Date) => ICAL.Time.fromJSDate(date, true)
  event.updatePropertyWithValue('uid', `${c.id}@${new URL(url).hostname}`)
  event.updatePropertyWithValue('dtstamp', at(c.updatedAt))
  event.updatePropertyWithValue('dtstart', at(c.scheduledFor))
  event.updatePropertyWithValue('dtend', at(new Date(c.scheduledFor.getTime() + HOUR_MS)))
  event.updatePropertyWithValue(
    'summary',
    t('account.appointments.summary', { town, title, number: c.number }),
  )
  if (c.address) event.updatePropertyWithValue('location', c.address)
  event.updatePropertyWithValue('url', url)
  // A plan that was moved is the same entry, newer.
  event.updatePropertyWithValue('sequence', c.version)
  calendar.addSubcomponent(event)
  return `${calendar.toString()}\r\n`
}
