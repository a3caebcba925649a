import { z } from 'zod'

const line = z.string().trim().min(1).max(300)
const text = z.string().trim().min(1).max(2000)
const both = <S extends z.ZodType<string>>(one: S) => z.object({ de: one, en: one })

/** Art. 6(1) GDPR. */
export const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const
export const actions = ['anonymise', 'delete'] as const

/** What a job measures the period from; `program` is kept by the program itself and cannot be set. */
export const measures = ['cases', 'accounts', 'mail', 'subscriptions', 'changes', 'program'] as const

/** The longest period that is taken, in days: a hundred years. */
export const LONGEST_DAYS = 36_500

/** What a town may set of a processing. */
export const processingSchema = z.object({
  name: both(line),
  purpose: both(text),
  letter: z.enum(letters),
  /** The law beside the letter: "§ 3 HDSIG in Verbindung mit § 9 HStrG". */
  law: both(text),
  /** Categories of data, of persons, of recipients (Art. 30(1) c and d). */
  data: both(text),
  persons: both(text),
  recipients: both(text),
  /** After the case was closed, the mail sent, the account last used; null where `term` says what counts. */
  days: z.number().int().min(1).max(LONGEST_DAYS).nullable(),
  term: both(text).nullable().default(null),
  action: z.enum(actions),
  measure: z.enum(measures),
  /** Kinds of case that it covers, and of those these types only; none means all that no other processing names. */
  kinds: z.array(z.string()).default([]),
  types: z.array(z.string()).default([]),
  active: z.boolean().default(true),
})
export type ProcessingValue = z.output<typeof processingSchema>

export interface Processing extends ProcessingValue {
  code: string
  /** 0 while the program's own description stands. */
  version: number
  builtIn: boolean
}

/** The processing under which a case of this kind and type is kept: one that names its type before the general one. */
export function processingOf(
  all: readonly Processing[],
  { kind, type }: { kind: string; type: string },
): Processing | null {
  const fitting = all.filter((p) => p.active && p.measure === 'cases' && p.kinds.includes(kind))
  return fitting.find((p) => p.types.includes(type)) ?? fitting.find((p) => p.types.length === 0) ?? null
}

/** Types of a kind that other processings than this have taken out of the general one. */
export const exceptTypes = (all: readonly Processing[], p: Processing): string[] =>
  p.types.length > 0
    ? []
    : all
        .filter((o) => o.active && o.measure === 'cases' && o.kinds.some((k) => p.kinds.includes(k)))
        .flatMap((o) => o.types)
