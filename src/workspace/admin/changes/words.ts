import type { PageView } from '#http/view.ts'
import type { Json } from '#platform/context/context.ts'
import { isUuid } from '#platform/ids.ts'
import { knownFields } from './known.ts'

/** Names of what changes only have ids or codes of; null where there is none (any more). */
export interface Names {
  /** A member of staff, a unit, a district, another authority. */
  thing: (id: string) => string | null
  role: (code: string) => string | null
  category: (code: string) => string | null
  permission: (code: string) => string | null
  processing: (code: string) => string | null
}

/** 'contact.phone' as people call it: 'Kontakt, Telefon'. What the town itself named stands as it is. */
export function fieldName({ t }: Pick<PageView, 't'>, path: string): string {
  const parts = path.split('.').map((part) => {
    if (knownFields.has(part)) return t(`changes.field.${part}`)
    return /^[1-7]$/.test(part) ? t(`changes.weekday.${part}`) : part
  })
  return parts.join(', ')
}

const named: Record<string, keyof Names> = {
  role: 'role',
  roles: 'role',
  category: 'category',
  categories: 'category',
  types: 'category',
  permissions: 'permission',
}

const MOMENT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const DAY = /^\d{4}-\d\d-\d\d$/

/** A value as people read it: names for ids and codes, days in words, yes and no. */
export function valueInWords(view: PageView, path: string, value: Json, names: Names): string {
  const { t, format } = view
  const key = path.split('.').at(-1) ?? ''
  if (typeof value === 'boolean') return t(value ? 'changes.yes' : 'changes.no')
  if (typeof value === 'number') {
    return key === 'weekday' ? t(`changes.weekday.${value}`) : format.formatNumber(value)
  }
  if (Array.isArray(value)) {
    return value
      .map((one) => valueInWords(view, path, one as Json, names))
      .join(hasParts(value) ? '; ' : ', ')
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .filter(([, inner]) => inner !== null && inner !== '')
      .map(([name, inner]) => `${fieldName(view, name)}: ${valueInWords(view, name, inner as Json, names)}`)
      .join(', ')
  }
  if (typeof value !== 'string') return ''
  const at = MOMENT.test(value) ? new Date(value) : null
  if (at && !Number.isNaN(at.getTime())) return moment(view, key, at)
  const day = DAY.test(value) ? dayOf(value) : null
  if (day) return format.formatDate(day)
  if (isUuid(value)) return names.thing(value) ?? t('changes.nameless')
  if ((key === 'lang' || key === 'defaultLang') && /^(de|en)$/.test(value))
    return t(`changes.language.${value}`)
  const of = named[key]
  return (of && names[of](value)) ?? value
}

/** Null for what only looks like a day: somebody may call a thing "2026-02-30". */
function dayOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text)
  } catch {
    return null
  }
}

const hasParts = (list: readonly unknown[]): boolean => list.some((v) => typeof v === 'object' && v !== null)

/** An end at midnight is the day before for people: "bis 11. Dezember". */
function moment({ format, timeZone }: PageView, key: string, at: Date): string {
  const local = Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
  if (local.hour + local.minute + local.second > 0) return format.formatDateTime(at)
  const day = local.toPlainDate()
  return format.formatDate(key === 'until' ? day.subtract({ days: 1 }) : day)
}
