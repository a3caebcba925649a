export type T = (key: string, params?: Record<string, unknown>) => string

/** Texts in the browser, as the server would say them: `{{name}}`, and `_one`, `_other` by `count`. */
export function wordsOf(texts: Record<string, string>, lang: string): T {
  const plural = new Intl.PluralRules(lang)
  return (key, params = {}) => {
    const short = key.replace(/^field\./, '')
    const counted = typeof params.count === 'number' ? `${short}_${plural.select(params.count)}` : short
    const text = texts[counted] ?? texts[short] ?? key
    return text.replace(/\{\{\s*(\w+)\s*\}\}/g, (_, name: string) => String(params[name] ?? ''))
  }
}

export interface Times {
  /** "10:42" */
  time(at: string): string
  /** "Mo., 23.11., 10:42" */
  moment(at: string): string
  /** "Montag, 23. November", of a plain date. */
  day(date: string): string
  number(value: number): string
}

/** Dates and numbers in a language and the town's time zone. */
export function timesOf(lang: string, timeZone: string): Times {
  const locale = lang === 'en' ? 'en-GB' : 'de-DE'
  const time = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone })
  const moment = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: '2-digit',
    month: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  })
  const day = new Intl.DateTimeFormat(locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const number = new Intl.NumberFormat(locale)
  return {
    time: (at) => time.format(new Date(at)),
    moment: (at) => moment.format(new Date(at)),
    day: (date) => day.format(new Date(`${date}T00:00:00Z`)),
    number: (value) => number.format(value),
  }
}
