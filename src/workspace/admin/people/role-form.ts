import { z } from 'zod'
import type { HeldRole, Organisation } from '#modules/organisation/index.ts'
import { isUuid } from '#platform/ids.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import type { T } from '#ui/view.ts'
import { lastDay } from './words.tsx'

const many = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().filter(Boolean))
  .catch([])

/** A role for somebody, as it was typed. Days are days of the town: from the first to the last, both included. */
const schema = z.object({
  einheit: z.string().catch(''),
  rolle: z.string().catch(''),
  ab: z.string().trim().catch(''),
  bis: z.string().trim().catch(''),
  kategorie: many,
  version: z.coerce.number().int().catch(0),
})
export type RoleForm = z.infer<typeof schema>
export const readRoleForm = (body: unknown): RoleForm => schema.parse(body)

const dayOf = (at: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone).toPlainDate().toString()

const parseDay = (text: string): Temporal.PlainDate | null => {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text) : null
  } catch {
    return null
  }
}

export const formOfRole = (held: HeldRole, timeZone: string): RoleForm => ({
  einheit: held.unit,
  rolle: held.role,
  ab: dayOf(held.from, timeZone),
  bis: held.until ? dayOf(lastDay(held.until), timeZone) : '',
  kategorie: [...(held.types ?? [])],
  version: held.version,
})

export function mistakesInRole(
  form: RoleForm,
  { org, categories, t }: { org: Organisation; categories: ReadonlySet<string>; t: T },
): FieldMistake[] {
  const [from, until] = [parseDay(form.ab), parseDay(form.bis)]
  const far = (day: Temporal.PlainDate | null): boolean =>
    day !== null && (day.year < 1990 || day.year > 2200)
  const wrong: [keyof RoleForm, string, boolean][] = [
    ['einheit', 'einheit', !(isUuid(form.einheit) && org.units.has(form.einheit))],
    ['rolle', 'rolle', !org.roles.has(form.rolle)],
    ['ab', 'day', (form.ab !== '' && !from) || far(from)],
    ['bis', 'day', (form.bis !== '' && !until) || far(until)],
    ['bis', 'order', from !== null && until !== null && Temporal.PlainDate.compare(until, from) < 0],
    ['kategorie', 'kategorie', form.kategorie.some((code) => !categories.has(code))],
  ]
  return wrong
    .filter(([, , is]) => is)
    .map(([field, text]) => ({ field, message: t(`people.mistake.${text}`) }))
}

/** What the verb needs of a form without mistakes; `held` is what it was before. */
export function roleOf(form: RoleForm, timeZone: string, now: Date, held?: HeldRole) {
  const start = (day: Temporal.PlainDate): Date =>
    new Date(day.toZonedDateTime({ timeZone }).epochMilliseconds)
  const before = held && formOfRole(held, timeZone)
  const [first, last] = [parseDay(form.ab), parseDay(form.bis)]
  return {
    unit: form.einheit,
    role: form.rolle,
    // A day that was not touched keeps its minute.
    from: held && before?.ab === form.ab ? held.from : first ? start(first) : now,
    until: held && before?.bis === form.bis ? held.until : last ? start(last.add({ days: 1 })) : null,
    types: form.kategorie.length > 0 ? form.kategorie : null,
    version: form.version,
  }
}
