import type { NewDeputyship } from '#modules/organisation/index.ts'
import type { T } from '#ui/view.ts'
import { beginOf, dayOf } from './days.ts'

export type Sent = Readonly<Record<string, string | readonly string[]>>
export type Errors = Readonly<Record<string, string>>

/** One value of a form's field. */
export const one = (sent: Sent, name: string): string => {
  const value = sent[name]
  return (typeof value === 'string' ? value : (value?.[0] ?? '')).trim()
}
export const many = (sent: Sent, name: string): string[] => {
  const value = sent[name] ?? []
  return typeof value === 'string' ? [value] : [...value]
}

interface Known {
  me: string
  t: T
  timeZone: string
  categories: ReadonlySet<string>
  units: ReadonlyMap<string, { id: string }>
}

/** What the form says; or what is wrong with it, by field. The last day is included. */
export function readNaming(
  sent: Sent,
  { me, t, timeZone, categories, units }: Known,
): { errors: Errors; deputyship: NewDeputyship | null } {
  const from = dayOf(one(sent, 'von'))
  const last = one(sent, 'bis') ? dayOf(one(sent, 'bis')) : undefined
  const deputy = one(sent, 'vertretung')
  const errors: Record<string, string> = {}
  if (!deputy) errors.vertretung = t('deputies.form.deputyMissing')
  if (!from) errors.von = t('deputies.form.dayMissing')
  if (last === null) errors.bis = t('deputies.form.dayMissing')
  if (from && last && Temporal.PlainDate.compare(last, from) < 0) errors.bis = t('error.deputy.order')
  if (Object.keys(errors).length > 0 || !from || last === null) return { errors, deputyship: null }
  const types = many(sent, 'kategorie').filter((code) => categories.has(code))
  return {
    errors,
    deputyship: {
      absent: one(sent, 'fuer') || me,
      deputy,
      from: beginOf(from, timeZone),
      until: last ? beginOf(last.add({ days: 1 }), timeZone) : null,
      unit: units.get(one(sent, 'bereich'))?.id ?? null,
      types: types.length > 0 ? types : null,
      onlyWhenAbsent: one(sent, 'nur') === 'ja',
    },
  }
}

/** Which field an error of the domain speaks of. */
export const namingFields: Record<string, string> = {
  'deputy.oneself': 'vertretung',
  'deputy.no_such_colleague': 'vertretung',
  'deputy.named_already': 'vertretung',
  'deputy.no_such_unit': 'bereich',
  'deputy.other_offices': 'bereich',
  'deputy.order': 'bis',
  'deputy.past': 'bis',
  'deputy.far': 'bis',
}
