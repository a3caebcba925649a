import Holidays from 'date-holidays'

// A program of its own, started by holidays.ts: arguments country, state, first year, last year; prints
// [day, German name, English name] of every public holiday as JSON.
const [country = '', state = '', first = '0', last = '-1'] = process.argv.slice(2)
const holidays = state ? new Holidays(country, state) : new Holidays(country)
const list: [string, string, string][] = []
for (let year = Number(first); year <= Number(last); year++) {
  const english = new Map(
    (holidays.getHolidays(year, 'en') || []).map((h) => [h.date + h.rule, h.name] as const),
  )
  for (const h of holidays.getHolidays(year, 'de') || []) {
    if (h.type === 'public') list.push([h.date.slice(0, 10), h.name, english.get(h.date + h.rule) ?? h.name])
  }
}
process.stdout.write(JSON.stringify(list))
