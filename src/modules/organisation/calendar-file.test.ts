import { expect, test } from 'vitest'
import { parseCalendar } from './calendar-file.ts'
import { LARGEST_CALENDAR, readCalendarFile } from './calendar-file-reader.ts'

const now = '2026-11-23T08:00:00Z'
const timeZone = 'Europe/Berlin'
const file = (...events: string[]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//DE', ...events, 'END:VCALENDAR', ''].join('\r\n')
const event = (uid: string, ...lines: string[]): string =>
  ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20261101T000000Z', ...lines, 'END:VEVENT'].join('\r\n')
const read = (...events: string[]) => {
  const reading = parseCalendar({ text: file(...events), timeZone, now })
  if (!reading.ok) throw new Error(reading.fault)
  return reading.entries
}
const times = (...events: string[]) => read(...events).map((e) => [e.from, e.until])

test('days are the town’s days: the end is the first day back', () => {
  expect(
    read(
      event('a', 'SUMMARY:Urlaub', 'DTSTART;VALUE=DATE:20261221', 'DTEND;VALUE=DATE:20270102'),
      event('b', 'SUMMARY:Messe', 'DTSTART;VALUE=DATE:20261130'),
    ),
  ).toEqual([
    {
      uid: 'b',
      from: '2026-11-29T23:00:00Z',
      until: '2026-11-30T23:00:00Z',
      allDay: true,
      title: 'Messe',
      suggested: false,
    },
    {
      uid: 'a',
      from: '2026-12-20T23:00:00Z',
      until: '2027-01-01T23:00:00Z',
      allDay: true,
      title: 'Urlaub',
      suggested: true,
    },
  ])
})

test('a day of 23 hours ends when the town’s day ends', () => {
  expect(times(event('a', 'SUMMARY:frei', 'DTSTART;VALUE=DATE:20270328', 'DURATION:P1D'))).toEqual([
    ['2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z'],
  ])
})

test.each([
  ['UTC', 'DTSTART:20261201T080000Z', '2026-12-01T08:00:00Z'],
  ['a zone by its name', 'DTSTART;TZID=America/New_York:20261201T080000', '2026-12-01T13:00:00Z'],
  [
    'Outlook’s name of a zone',
    'DTSTART;TZID=W. Europe Standard Time:20261201T080000',
    '2026-12-01T07:00:00Z',
  ],
  ['a name behind a path', 'DTSTART;TZID=/example.org/Europe/Lisbon:20261201T080000', '2026-12-01T08:00:00Z'],
  ['no zone at all', 'DTSTART:20261201T080000', '2026-12-01T07:00:00Z'],
])('times are read with %s', (_, start, from) => {
  const [entry] = read(event('a', 'SUMMARY:Abwesend', start, 'DURATION:PT4H'))
  expect(entry!.from).toBe(from)
})

test('a zone that only the file knows is taken from the file', () => {
  const zone = [
    'BEGIN:VTIMEZONE',
    'TZID:Unsere Zeit',
    'BEGIN:STANDARD',
    'DTSTART:19700101T000000',
    'TZOFFSETFROM:+0500',
    'TZOFFSETTO:+0500',
    'END:STANDARD',
    'END:VTIMEZONE',
  ].join('\r\n')
  expect(
    times(zone, event('a', 'SUMMARY:Urlaub', 'DTSTART;TZID=Unsere Zeit:20261201T080000', 'DURATION:PT1H')),
  ).toEqual([['2026-12-01T03:00:00Z', '2026-12-01T04:00:00Z']])
})

test('meetings are nobody’s absence; what is out of office is, by its status or its words', () => {
  const at = 'DTSTART:20261201T080000Z'
  const found = read(
    event('meeting', 'SUMMARY:Jour fixe', at, 'DURATION:PT1H'),
    event('oof', 'SUMMARY:Termin', at, 'DURATION:PT9H', 'X-MICROSOFT-CDO-BUSYSTATUS:OOF'),
    event('category', 'SUMMARY:…', at, 'DURATION:PT9H', 'CATEGORIES:Privat,Urlaub'),
    event('cancelled', 'SUMMARY:Urlaub', at, 'DURATION:PT9H', 'STATUS:CANCELLED'),
    event('past', 'SUMMARY:Urlaub', 'DTSTART;VALUE=DATE:20260801'),
  )
  expect(found.map((e) => [e.uid, e.suggested]).sort()).toEqual([
    ['category', true],
    ['oof', true],
  ])
})

test('what repeats is written out for eighteen months, with its exceptions and what was moved', () => {
  const found = read(
    event(
      'r',
      'SUMMARY:Freier Tag',
      'DTSTART;VALUE=DATE:20261204',
      'RRULE:FREQ=WEEKLY;COUNT=4',
      'EXDATE;VALUE=DATE:20261211',
    ),
    event('r', 'RECURRENCE-ID;VALUE=DATE:20261218', 'SUMMARY:Freier Tag', 'DTSTART;VALUE=DATE:20261217'),
  )
  expect(found.map((e) => e.from.slice(0, 10))).toEqual(['2026-12-03', '2026-12-16', '2026-12-24'])
  const forever = read(event('m', 'SUMMARY:Dienstfrei', 'DTSTART;VALUE=DATE:20200101', 'RRULE:FREQ=MONTHLY'))
  expect(forever).toHaveLength(18)
})

test('a weekly time stays the same by the clock on the wall when summer begins', () => {
  const found = times(
    event(
      'w',
      'SUMMARY:Abwesend',
      'DTSTART;TZID=Europe/Berlin:20270322T080000',
      'DTEND;TZID=Europe/Berlin:20270322T120000',
      'RRULE:FREQ=WEEKLY;COUNT=2',
    ),
  )
  expect(found).toEqual([
    ['2027-03-22T07:00:00Z', '2027-03-22T11:00:00Z'],
    ['2027-03-29T06:00:00Z', '2027-03-29T10:00:00Z'],
  ])
})

test('long lines are unfolded, characters escaped, names of all the world kept', () => {
  const [entry] = read(
    event('a', 'SUMMARY:Urlaub\\, endlich\\; mit Şükrü Ł', ' ukasz', 'DTSTART;VALUE=DATE:20261201'),
  )
  expect(entry!.title).toBe('Urlaub, endlich; mit Şükrü Łukasz')
})

const bytes = (text: string) => new TextEncoder().encode(text)
const deep = `BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\n'.repeat(20_000)}${'END:VEVENT\r\n'.repeat(20_000)}END:VCALENDAR`
const day = 'DTSTART;VALUE=DATE:20261201'
const hostile: [string, string, string][] = [
  ['ten megabytes', `BEGIN:VCALENDAR\r\n${'X'.repeat(LARGEST_CALENDAR)}`, 'too_large'],
  ['no calendar', '<html><script>alert(1)</script></html>', 'not_calendar'],
  ['nothing', '', 'not_calendar'],
  ['one within the other, 20,000 deep', deep, 'damaged'],
  [
    '20,000 entries',
    file(...Array.from({ length: 20_000 }, (_, i) => `BEGIN:VEVENT\r\nUID:${i}\r\nEND:VEVENT`)),
    'too_many',
  ],
  [
    'every second',
    file(event('a', 'SUMMARY:Urlaub', 'DTSTART:20261201T000000Z', 'RRULE:FREQ=SECONDLY')),
    'too_often',
  ],
  [
    'every second, folded',
    file(event('a', 'SUMMARY:Urlaub', 'DTSTART:20261201T000000Z', 'RRULE:FREQ=SEC', ' ONDLY')),
    'too_often',
  ],
  [
    'every minute by two lists',
    file(
      event(
        'a',
        'SUMMARY:Urlaub',
        'DTSTART:20261201T000000Z',
        `RRULE:FREQ=DAILY;BYHOUR=${Array.from({ length: 24 }, (_, i) => i)};BYMINUTE=${Array.from({ length: 60 }, (_, i) => i)}`,
      ),
    ),
    'too_often',
  ],
  ['more absences than anybody has', file(event('a', 'SUMMARY:Urlaub', day, 'RRULE:FREQ=DAILY')), 'too_many'],
  ['a broken date', file(event('a', 'SUMMARY:Urlaub', 'DTSTART;VALUE=DATE:2026XX99')), 'damaged'],
  ['a broken line', file('BEGIN:VEVENT', 'nonsense without a colon', 'END:VEVENT'), 'damaged'],
]

test.each(hostile)('%s is refused with a word for it, soon', async (_, text, fault) => {
  const began = performance.now()
  expect(await readCalendarFile(bytes(text), { timeZone, now: new Date(now) })).toEqual({ ok: false, fault })
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a day that never comes is no endless search', async () => {
  const never = file(event('a', 'SUMMARY:Urlaub', day, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'))
  const reading = await readCalendarFile(bytes(never), { timeZone, now: new Date(now) })
  expect(
    reading.ok ? reading.entries.length : ['too_slow', 'damaged', 'too_often'].includes(reading.fault),
  ).toBeTruthy()
})

test('a good file comes back from the other process as it is, in the old encoding too', async () => {
  const text = file(event('a', 'SUMMARY:Urlaub in Bülach', 'DTSTART;VALUE=DATE:20261201'))
  for (const encoded of [bytes(text), Uint8Array.from(text, (c) => c.charCodeAt(0))]) {
    const reading = await readCalendarFile(encoded, { timeZone, now: new Date(now) })
    expect(reading.ok && reading.entries[0]!.title).toBe('Urlaub in Bülach')
  }
})
