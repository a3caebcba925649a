import type { CaseStatus, Outcome } from '#modules/cases/index.ts'

/** The ways in which files of other systems write a moment, without a zone: then it is the town's own time. */
const german = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?: Uhr)?$/
const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: +(\d{1,2}):(\d{2})(?::(\d{2}))?(?: *([AP])M)?)?$/i
const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?$/

/** A moment as a file writes it; null when it is none. A day without a time begins at midnight. */
export function readMoment(text: string, timeZone: string): Date | null {
  try {
    if (/(?:Z|[+-]\d{2}:?\d{2})$/.test(text) && /T/.test(text))
      return new Date(Temporal.Instant.from(text).epochMilliseconds)
    const local = localForm(text)
    return local
      ? new Date(
          Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toZonedDateTime(timeZone)
            .epochMilliseconds,
        )
      : null
  } catch {
    return null
  }
}

function localForm(text: string): Temporal.PlainDateTimeLike | string | null {
  const plain = iso.exec(text)
  if (plain) return `${plain[1]}T${plain[2] ?? '00:00'}`
  const [de, us] = [german.exec(text), american.exec(text)]
  if (de)
    return { day: Number(de[1]), month: Number(de[2]), year: Number(de[3]), ...time(de[4], de[5], de[6]) }
  if (us) {
    const half = us[7]?.toUpperCase()
    const hour = Number(us[4] ?? 0)
    if (half && (hour < 1 || hour > 12)) return null
    const of24 = half ? (hour % 12) + (half === 'P' ? 12 : 0) : hour
    return {
      day: Number(us[2]),
      month: Number(us[1]),
      year: Number(us[3]),
      ...time(String(of24), us[5], us[6]),
    }
  }
  return null
}

const time = (hour = '0', minute = '0', second = '0') => ({
  hour: Number(hour),
  minute: Number(minute),
  second: Number(second),
})

const statusWords: Record<string, CaseStatus> = {
  offen: 'open',
  neu: 'open',
  open: 'open',
  terminiert: 'scheduled',
  scheduled: 'scheduled',
  'in arbeit': 'in_progress',
  'in bearbeitung': 'in_progress',
  'in progress': 'in_progress',
  in_progress: 'in_progress',
  erledigt: 'closed',
  abgeschlossen: 'closed',
  geschlossen: 'closed',
  closed: 'closed',
}
export const STATUS_WORDS = 'offen, terminiert, in Arbeit, erledigt'

export const readStatus = (text: string): CaseStatus | null => statusWords[text.toLowerCase()] ?? null

/** How a case ended, from words that are often free text. What says nothing else was done. */
const endings: readonly [RegExp, Outcome][] = [
  [/duplicate|doppel|dublette/i, 'duplicate'],
  [/not[_ ]responsible|nicht zuständig|referred to/i, 'not_responsible'],
  [
    /not[_ ]reproducible|nicht (?:mehr )?(?:auffindbar|gefunden|nachvollziehbar)|not at location|unable to locate/i,
    'not_reproducible',
  ],
  [/no[_ ]action|keine maßnahme|case noted|case invalid|abgelehnt/i, 'no_action'],
]

export const readOutcome = (text: string): Outcome =>
  endings.find(([like]) => like.test(text))?.[1] ?? 'fixed'

const channels: readonly [RegExp, string][] = [
  [/mail/i, 'email'],
  [/call|phone|telefon|anruf/i, 'phone'],
  [/counter|schalter|persönlich|employee|mitarbeit/i, 'counter'],
  [/app|open311/i, 'open311'],
  [/api|integration|schnittstelle/i, 'api'],
]

export const readChannel = (text: string): string => channels.find(([like]) => like.test(text))?.[1] ?? 'web'
