import { z } from 'zod'

const inBoth = z.object({ de: z.string().min(1).max(500), en: z.string().min(1).max(500) })
export type InBoth = z.infer<typeof inBoth>

export const fieldKinds = [
  'text',
  'longtext',
  'number',
  'choice',
  'multichoice',
  'yesno',
  'date',
  'email',
  'phone',
  'note',
] as const
export type FieldKind = (typeof fieldKinds)[number]

/** A code is an HTML name, a JSON key and an Open311 attribute code, so it keeps to what all three bear. */
const code = z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,59}$/)
const key = z.string().regex(/^[\p{L}\p{N}][\p{L}\p{N} _.+-]{0,59}$/u)

/**
 * The one model of a field, for the questions of a category and for forms. `min` and `max` bound a number, the
 * length of a text, or how many choices; for a date they are days from today. `when` asks only after a
 * certain answer to an earlier field. A `note` is shown and asks nothing. An `automated` field is filled by
 * machines (Open311 `server_set`, `hidden_field`) and not shown to people.
 */
export const fieldSchema = z
  .object({
    code,
    kind: z.enum(fieldKinds),
    label: inBoth,
    hint: inBoth.optional(),
    required: z.boolean().default(false),
    options: z
      .array(z.object({ key, label: inBoth }))
      .min(1)
      .max(200)
      .optional(),
    order: z.number().int().default(0),
    min: z.number().optional(),
    max: z.number().optional(),
    when: z.object({ field: code, equals: z.union([z.string(), z.array(z.string()).min(1)]) }).optional(),
    automated: z.enum(['server_set', 'hidden_field']).optional(),
  })
  .refine((f) => (f.kind === 'choice' || f.kind === 'multichoice') === (f.options !== undefined), {
    message: 'options belong to choice and multichoice, and to nothing else',
    path: ['options'],
  })
  .refine((f) => new Set(f.options?.map((o) => o.key)).size === (f.options?.length ?? 0), {
    message: 'the keys of options must differ',
    path: ['options'],
  })
  .refine((f) => f.min === undefined || f.max === undefined || f.min <= f.max, {
    message: 'min must not be above max',
    path: ['min'],
  })

export type Field = z.infer<typeof fieldSchema>

/** All fields of one category or form; a condition may only look back, so there can be no circle. */
export const fieldsSchema = z.array(fieldSchema).superRefine((fields, context) => {
  const seen = new Set<string>()
  for (const [i, f] of inOrder(fields).entries()) {
    if (seen.has(f.code))
      context.addIssue({ code: 'custom', path: [i, 'code'], message: `"${f.code}" twice` })
    if (f.when && !seen.has(f.when.field)) {
      context.addIssue({
        code: 'custom',
        path: [i, 'when'],
        message: `"${f.when.field}" is no earlier field`,
      })
    }
    seen.add(f.code)
  }
})

/** Fields as people meet them. */
export const inOrder = (fields: readonly Field[]): Field[] => [...fields].sort((a, b) => a.order - b.order)
