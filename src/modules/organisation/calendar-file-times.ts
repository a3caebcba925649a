import ICAL from 'ical.js'

/** What Outlook calls the zones that German towns live in, and their neighbours. */
const windowsZones: Record<string, string> = {
  'W. Europe Standard Time': 'Europe/Berlin',
  'Central Europe Standard Time': 'Europe/Budapest',
  'Central European Standard Time': 'Europe/Warsaw',
  'Romance Standard Time': 'Europe/Paris',
  'GMT Standard Time': 'Europe/London',
  'E. Europe Standard Time': 'Europe/Bucharest',
  'FLE Standard Time': 'Europe/Helsinki',
  'Eastern Standard Time': 'America/New_York',
}

/**
 * The instant that a time in a calendar file means. Days begin at the town's midnight; a zone is known by its name
 * (IANA, or Outlook's), else by the file's own description of it; a time without any is the town's.
 */
export function calendarInstant(
  event: ICAL.Component,
  property: 'dtstart' | 'dtend',
  time: ICAL.Time,
  timeZone: string,
): Temporal.Instant {
  if (time.isDate) {
    const day = Temporal.PlainDate.from(
      { year: time.year, month: time.month, day: time.day },
      { overflow: 'reject' },
    )
    return day.toZonedDateTime(timeZone).toInstant()
  }
  if (time.zone === ICAL.Timezone.utcTimezone)
    return Temporal.Instant.fromEpochMilliseconds(time.toUnixTime() * 1000)
  const prop = event.getFirstProperty(property) ?? event.getFirstProperty('dtstart')
  const said = String(prop?.getFirstParameter('tzid') ?? '')
  const known = zoneNamed(windowsZones[said] ?? said)
  const described = known || !said ? null : descriptionOf(event, said)
  if (described) {
    const placed = time.clone()
    placed.zone = described
    return Temporal.Instant.fromEpochMilliseconds(placed.toUnixTime() * 1000)
  }
  const { year, month, day, hour, minute, second } = time
  return Temporal.PlainDateTime.from({ year, month, day, hour, minute, second })
    .toZonedDateTime(known ?? timeZone)
    .toInstant()
}

/** Some programs write a path before the name: /freeassociation.sourceforge.net/Europe/Berlin. */
function zoneNamed(name: string): string | null {
  const plain = /[A-Z][A-Za-z_]+\/[A-Za-z_]+(\/[A-Za-z_]+)?$/.exec(name)?.[0] ?? name
  try {
    return plain ? Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(plain).timeZoneId : null
  } catch {
    return null
  }
}

function descriptionOf(event: ICAL.Component, name: string): ICAL.Timezone | null {
  const found = event.parent
    ?.getAllSubcomponents('vtimezone')
    .find((z) => z.getFirstPropertyValue('tzid') === name)
  return found ? new ICAL.Timezone(found) : null
}
