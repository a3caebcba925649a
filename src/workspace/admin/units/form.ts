import { z } from 'zod'
import { isEmail } from '#modules/identity/index.ts'
import type { NewUnit, Organisation, Unit } from '#modules/organisation/index.ts'
import { isUuid } from '#platform/ids.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import type { T } from '#ui/view.ts'

const words = (most: number) => z.string().trim().normalize('NFC').max(most).catch('')

/** What a person typed, as they typed it. */
const schema = z.object({
  name: words(200),
  name_en: words(200),
  kuerzel: words(40),
  art: words(20),
  ueber: words(40),
  leitung: words(40),
  email: words(320),
  telefon: words(60),
  version: z.coerce.number().int().catch(0),
})
export type UnitForm = z.infer<typeof schema>
export const readUnitForm = (body: unknown): UnitForm => schema.parse(body)

export const emptyUnit = (parent: string | undefined): UnitForm => ({
  ...schema.parse({}),
  art: parent ? 'team' : 'department',
  ueber: parent ?? '',
})

export const formOfUnit = (unit: Unit): UnitForm => ({
  name: unit.name,
  name_en: unit.nameEn === unit.name ? '' : unit.nameEn,
  kuerzel: unit.code,
  art: unit.kind,
  ueber: unit.parentId ?? '',
  leitung: unit.headId ?? '',
  email: unit.email ?? '',
  telefon: unit.phone ?? '',
  version: unit.version,
})

export function mistakesIn(form: UnitForm, org: Organisation, t: T): FieldMistake[] {
  const wrong: [keyof UnitForm, boolean][] = [
    ['name', form.name === ''],
    ['kuerzel', !/^[\p{L}\p{N}][\p{L}\p{N} ._/-]*$/u.test(form.kuerzel)],
    ['art', form.art !== 'department' && form.art !== 'team'],
    ['ueber', form.ueber !== '' && !(isUuid(form.ueber) && org.units.has(form.ueber))],
    ['leitung', form.leitung !== '' && !(isUuid(form.leitung) && org.staff.has(form.leitung))],
    ['email', form.email !== '' && !isEmail(form.email)],
    ['telefon', form.telefon !== '' && !/^[+\d][\d ()/-]+$/.test(form.telefon)],
  ]
  return wrong.filter(([, is]) => is).map(([field]) => ({ field, message: t(`units.mistake.${field}`) }))
}

/** Of a form without mistakes. */
export const unitOf = (form: UnitForm): Omit<NewUnit, 'id'> => ({
  name: form.name,
  nameEn: form.name_en || form.name,
  code: form.kuerzel,
  kind: form.art as Unit['kind'],
  parentId: form.ueber || null,
  headId: form.leitung || null,
  email: form.email || null,
  phone: form.telefon || null,
})

/** To which field what a verb refused belongs. */
export const fieldOfRefusal: Record<string, keyof UnitForm> = {
  'unit.code': 'kuerzel',
  'unit.circle': 'ueber',
  'unit.dissolved': 'ueber',
  'unit.head': 'leitung',
}
