import { z } from 'zod'
import { allPermissions, type DefinedRole } from '#modules/organisation/index.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import type { T } from '#ui/view.ts'

const words = z.string().trim().normalize('NFC').max(100).catch('')

const schema = z.object({
  name: words,
  name_en: words,
  recht: z
    .union([z.string(), z.array(z.string())])
    .transform((value) => [value].flat())
    .catch([]),
  version: z.coerce.number().int().catch(0),
})
export type RoleDefinition = z.infer<typeof schema>

/** What was ticked, in the order of our list, and nothing that is no permission. */
export function readDefinition(body: unknown): RoleDefinition {
  const form = schema.parse(body)
  return { ...form, recht: allPermissions.filter((code) => form.recht.includes(code)) }
}

export const definitionOf = (role: DefinedRole): RoleDefinition => ({
  name: role.name,
  name_en: role.nameEn === role.name ? '' : role.nameEn,
  recht: [...role.permissions],
  version: role.version,
})

export function mistakesInDefinition(form: RoleDefinition, t: T): FieldMistake[] {
  const wrong: [string, string, boolean][] = [
    ['name', 'name', !/\p{L}/u.test(form.name)],
    ['recht-cases', 'recht', form.recht.length === 0],
  ]
  return wrong.filter(([, , is]) => is).map(([field, key]) => ({ field, message: t(`roles.mistake.${key}`) }))
}
