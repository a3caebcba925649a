import { z } from 'zod'
import { type Address, addressById, searchAddresses } from '#modules/geo/index.ts'
import {
  type Duty,
  parseDayOfDuty,
  type StaffMember,
  sayDayOfDuty,
  USUAL_LEVEL,
  type Work,
} from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid } from '#platform/ids.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { weekdays } from './person-work.tsx'

const text = (most: number) => z.string().trim().normalize('NFC').max(most).catch('')
const base = z.object({
  neu: text(200),
  kapazitaet: text(10),
  ort: text(200),
  adresse: text(40),
  version: z.coerce.number().int().catch(0),
})

/** Somebody's work, as it was typed: hours per weekday in words, a level for each skill. */
export type WorkForm = z.infer<typeof base> & {
  duty: Record<number, string>
  levels: Record<string, string>
}

/** Skills have names that no form field could be called by, so they go by their place in the list that came along. */
export function readWork(body: Record<string, unknown>): WorkForm {
  const skills = [body.qualifikation ?? []].flat().map(String)
  const said = (name: string): string => String(body[name] ?? '').trim()
  return {
    ...base.parse(body),
    duty: Object.fromEntries(weekdays.map((day) => [day, said(`tag${day}`).slice(0, 200)])),
    levels: Object.fromEntries(skills.map((skill, i) => [skill, said(`stufe${i}`)])),
  }
}

export const formOfWork = (
  member: StaffMember,
  skills: readonly string[],
  place: string | null,
  version: number,
): WorkForm => ({
  neu: '',
  kapazitaet: String(member.capacity),
  ort: place ?? '',
  adresse: '',
  version,
  duty: Object.fromEntries(weekdays.map((day) => [day, sayDayOfDuty(member.duty, day)])),
  levels: Object.fromEntries(skills.map((skill) => [skill, String(member.levels[skill] ?? '')])),
})

export interface ReadWork {
  work: Work
  mistakes: FieldMistake[]
  /** Several addresses fit what was typed: one of them is meant. */
  addresses: Address[]
}

/** What the form says, with every mistake in it. `place` is the address of the base as the page showed it. */
export async function workOf(
  ctx: Ctx,
  form: WorkForm,
  member: StaffMember,
  place: string | null,
): Promise<ReadWork> {
  const mistakes: FieldMistake[] = []
  const wrong = (field: string, key: string) =>
    mistakes.push({ field, message: ctx.t(`people.mistake.${key}`) })
  const duty: Duty[] = []
  for (const day of weekdays) {
    const hours = parseDayOfDuty(day, form.duty[day] ?? '')
    if (hours) duty.push(...hours)
    else wrong(`tag${day}`, 'duty')
  }
  const capacity = /^\d{1,3}$/.test(form.kapazitaet) ? Number(form.kapazitaet) : -1
  if (capacity < 0 || capacity > 200) wrong('kapazitaet', 'capacity')
  const more = form.neu
    .split(',')
    .map((skill) => skill.trim())
    .filter(Boolean)
  const levels: Record<string, number> = Object.fromEntries(more.map((skill) => [skill, USUAL_LEVEL]))
  for (const [skill, level] of Object.entries(form.levels)) if (level) levels[skill] = Number(level)
  const found = await baseOf(ctx, form, member, place)
  if (found === 'none') wrong('ort', 'place')
  if (Array.isArray(found)) wrong('adresse', 'places')
  const base = found === 'none' || Array.isArray(found) ? null : found
  return { work: { levels, duty, base, capacity }, mistakes, addresses: Array.isArray(found) ? found : [] }
}

async function baseOf(ctx: Ctx, form: WorkForm, member: StaffMember, place: string | null) {
  if (form.ort === '') return null
  if (form.ort === place) return member.base
  const chosen = isUuid(form.adresse) ? await addressById(ctx, form.adresse) : null
  if (chosen) return { lat: chosen.lat, lon: chosen.lon }
  const hits = await searchAddresses(ctx, form.ort, 6)
  const exact = hits.length === 1 ? hits[0] : hits.find((hit) => hit.label === form.ort)
  if (exact) return { lat: exact.lat, lon: exact.lon }
  return hits.length > 0 ? hits : 'none'
}
