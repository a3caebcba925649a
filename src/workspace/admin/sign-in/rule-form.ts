import { z } from 'zod'
import type { Organisation } from '#modules/organisation/index.ts'
import { isUuid } from '#platform/ids.ts'

const text = z.string().trim().max(255).catch('')
const many = z
  .union([z.string(), z.array(z.string())])
  .transform((value) => [value].flat().filter(Boolean))
  .catch([])

/** A rule as it was typed: who has this value of this claim holds this role there. */
const schema = z.object({
  merkmal: text,
  wert: text,
  rolle: text,
  einheit: text,
  kategorie: many,
  gewollt: z.string().optional().transform(Boolean).catch(false),
})
export type RuleForm = z.output<typeof schema>
export const readRule = (body: unknown): RuleForm => schema.parse(body)
export const blankRule: RuleForm = readRule({ merkmal: 'groups' })

/** The fields that are to be mended; each has a sentence `sso.fault.<field>`. */
export function faultsInRule(
  form: RuleForm,
  org: Organisation,
  categories: ReadonlySet<string>,
): (keyof RuleForm)[] {
  const role = org.roles.get(form.rolle)
  const unit = isUuid(form.einheit) ? org.units.get(form.einheit) : undefined
  const wrong: [keyof RuleForm, boolean][] = [
    ['merkmal', !/^[\p{L}\p{N}_:./-]{1,200}$/u.test(form.merkmal)],
    ['wert', form.wert === '' || /\p{Cc}/u.test(form.wert)],
    ['rolle', !role || role.retired],
    ['einheit', !unit || unit.dissolvedAt !== null],
    ['kategorie', form.kategorie.some((code) => !categories.has(code))],
  ]
  return wrong.filter(([, is]) => is).map(([field]) => field)
}
