import { z } from 'zod'
import { LONGEST_TEXT } from '#modules/cases/index.ts'
import { fieldOutcomes } from '#modules/fieldwork/index.ts'

const uuid = z.string().regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/)

const deed = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('arrive') }),
  z.object({ kind: z.literal('start') }),
  z.object({ kind: z.literal('photo'), stage: z.enum(['before', 'after']) }),
  z.object({ kind: z.literal('time'), minutes: z.number().int().min(1).max(1440) }),
  z.object({ kind: z.literal('material'), material: uuid, quantity: z.number().positive().max(100_000) }),
  z.object({ kind: z.literal('note'), text: z.string().trim().min(1).max(LONGEST_TEXT) }),
  z.object({
    kind: z.literal('finish'),
    outcome: z.enum(fieldOutcomes),
    note: z.string().max(LONGEST_TEXT),
  }),
])

/** An action as a phone sends it (`SentAction`). */
export const actionSchema = z.object({
  id: uuid,
  /** Who did it: never done under anybody else's name. */
  account: uuid,
  case: uuid,
  base: z.number().int().min(0).max(2_000_000_000),
  at: z.iso.datetime(),
  deed,
})

/** The field `aktion` of a form; null when it is nothing of ours. */
export function parseAction(text: unknown): z.infer<typeof actionSchema> | null {
  if (typeof text !== 'string' || text.length > 50_000) return null
  try {
    return actionSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
