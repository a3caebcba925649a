import { z } from 'zod'

/** How far around an address, in metres. */
export const radii = [100, 250, 500, 1000, 2000, 5000] as const
/** What somebody may want to hear of: new reports, fixed ones, works that the town plans. */
export const topics = ['opened', 'fixed', 'works'] as const
export type Topic = (typeof topics)[number]
/** Quickest first: what is told at once is not told again in the evening. */
export const rhythms = ['at_once', 'daily', 'weekly'] as const
export type Rhythm = (typeof rhythms)[number]

const label = z.string().min(1).max(200)
const id = z.uuid()

const whereSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('radius'),
    label,
    lat: z.number().min(-85).max(85),
    lon: z.number().min(-180).max(180),
    radius: z.number().refine((n) => (radii as readonly number[]).includes(n)),
    /** The district that it lies in, for works in all of that. */
    areaId: id.nullable().default(null),
  }),
  // Streets of one name in two villages of a town are told apart by the district.
  z.object({ kind: z.literal('street'), label, street: z.string().min(1).max(200), areaId: id.nullable() }),
  z.object({ kind: z.literal('district'), label, areaId: id }),
  z.object({ kind: z.literal('town'), label }),
])

/** A place as a person chose it; `label` is what they call it. */
export type Where = z.output<typeof whereSchema>

/** What somebody wants to hear of, where, and how often. No category means all of them. */
export const wishSchema = z.object({
  where: whereSchema,
  categories: z.array(z.string().max(80)).max(60),
  topics: z.array(z.enum(topics)).min(1).max(topics.length),
  rhythm: z.enum(rhythms),
})
export type Wish = z.output<typeof wishSchema>
