import { z } from '@hono/zod-openapi'
import { outcomes, statuses } from '#modules/cases/index.ts'
import { clean } from '#modules/forms/index.ts'

/** What `/api/v1` says and takes. One set of schemas reads requests, and writes the OpenAPI document. */

const instant = z.iso.datetime().openapi({ example: '2026-11-23T08:00:00.000Z' })
const number = z
  .string()
  .openapi({ example: '2026-4711', description: 'Number of the case; for people and programs alike' })

export const inBoth = z.object({ de: z.string(), en: z.string() })

export const place = z
  .object({ lat: z.number(), long: z.number() })
  .openapi('Place', { description: 'WGS 84' })

export const problem = z
  .object({
    type: z.string(),
    title: z.string().openapi({ example: 'Diese Seite gibt es nicht.' }),
    status: z.number().int(),
    code: z.string().openapi({ example: 'not_found' }),
    instance: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .openapi('Problem', { description: 'RFC 9457' })

export const category = z
  .object({
    code: z.string().openapi({ example: 'schlagloch' }),
    group: z.object({ code: z.string(), name: inBoth }),
    name: inBoth,
    description: inBoth,
    keywords: z.object({ de: z.array(z.string()), en: z.array(z.string()) }),
    public: z.boolean().openapi({ description: 'Whether its reports can be read by everyone' }),
    targetHours: z.number().int().openapi({ description: 'Business hours until it should be done' }),
    questions: z.array(
      z.object({
        code: z.string(),
        kind: z.string(),
        label: inBoth,
        hint: inBoth.optional(),
        required: z.boolean(),
        options: z.array(z.object({ key: z.string(), label: inBoth })).optional(),
      }),
    ),
  })
  .openapi('Category')

export const district = z.object({ code: z.string(), name: z.string() }).openapi('District')

const common = {
  number,
  status: z.enum(statuses),
  outcome: z.enum(outcomes).nullable(),
  category: z.string().openapi({ example: 'schlagloch' }),
  title: z.string(),
  place: place.nullable(),
  address: z.string().nullable(),
  district: z.string().nullable(),
  unit: z.string().nullable().openapi({ description: 'Who deals with it' }),
  authority: z.string().nullable().openapi({ description: 'Whose it is, when it is not the town’s' }),
  openedAt: instant,
  dueAt: instant.nullable(),
  scheduledFor: instant.nullable(),
  closedAt: instant.nullable(),
  updatedAt: instant,
}

export const report = z
  .object({ ...common, text: z.string(), photo: z.url().nullable(), url: z.url() })
  .openapi('Report')

export const reportDetail = report
  .extend({
    photos: z.array(z.url()),
    words: z.array(z.object({ at: instant, from: z.enum(['town', 'public']), text: z.string() })),
  })
  .openapi('ReportDetail')

export const caseShown = z
  .object({
    id: z.uuid(),
    ...common,
    kind: z.string().openapi({ example: 'report' }),
    channel: z.string(),
    public: z.boolean(),
    priority: z.number().int().min(0).max(3),
    assignee: z.string().nullable(),
    version: z.number().int(),
  })
  .openapi('Case')

export const caseDetail = caseShown
  .extend({
    messages: z.array(
      z.object({
        at: instant,
        direction: z.enum(['in', 'out', 'internal']),
        visibility: z.enum(['public', 'parties', 'internal']),
        author: z.string().nullable(),
        text: z.string(),
      }),
    ),
  })
  .openapi('CaseDetail')

export const historyEntry = z
  .object({
    seq: z.number().int(),
    type: z.string().openapi({ example: 'case.opened' }),
    at: instant,
    by: z.string().nullable(),
    sentence: z.string(),
    text: z.string().nullable(),
  })
  .openapi('HistoryEntry')

export const receipt = z
  .object({
    number,
    url: z.url().openapi({ description: 'Public page; answers 404 for a category that is not public' }),
    trackingUrl: z.url().openapi({ description: 'For whoever reported it; it needs no account' }),
    dueAt: instant.nullable(),
    refusedPhotos: z.number().int(),
  })
  .openapi('Receipt')

const cursor = z.string().max(200).optional().openapi({ description: 'From `next` of the page before' })
const size = z.coerce.number().int().min(1).max(200).default(50)

export const listOf = <S extends z.ZodType>(name: string, item: S) =>
  z.object({ items: z.array(item), next: z.string().nullable() }).openapi(name)

const codes = z
  .string()
  .max(2000)
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean),
  )

export const reportQuery = z.object({
  category: codes.optional().openapi({ type: 'string', description: 'Codes, parted by commas' }),
  district: z.string().max(100).optional(),
  status: z.enum([...statuses, 'unfinished']).optional(),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .optional()
    .openapi({ description: 'Opened at most so many days ago' }),
  q: z.string().max(200).optional().openapi({ description: 'Words, each as the beginning of one' }),
  bbox: z
    .string()
    .max(200)
    .regex(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?){3}$/, 'api.fault.bbox')
    .transform((text) => text.split(',').map(Number) as [number, number, number, number])
    .optional()
    .openapi({ type: 'string', description: 'West,south,east,north' }),
  cursor,
  size,
})

export const caseQuery = z.object({
  since: z.iso.datetime({ offset: true }).optional().openapi({ description: 'Changed then or later' }),
  unit: z.string().max(100).optional().openapi({ description: 'Code of a unit; those below it count too' }),
  category: z.string().max(100).optional(),
  status: z.enum(statuses).optional(),
  cursor,
  size,
})

export const numberParam = z.object({
  number: z
    .string()
    .max(40)
    .openapi({ param: { name: 'number', in: 'path' }, example: '2026-4711' }),
})

// Cleaned before it is measured, so that a text of invisible signs alone counts as none.
const text = z
  .string()
  .max(20_000)
  .transform((words) => clean(words, true))
  .pipe(z.string().min(1).max(10_000))
export const noteInput = z.object({ text }).openapi('NewNote')
export const replyInput = z
  .object({ text, visibility: z.enum(['public', 'parties']).default('parties') })
  .openapi('NewReply')
export const closureInput = z
  .object({
    outcome: z.enum(outcomes),
    text: z
      .string()
      .trim()
      .max(10_000)
      .optional()
      .openapi({ description: 'A public word; a reason is asked for with no_action' }),
    duplicateOf: z.string().max(40).optional(),
  })
  .openapi('Closure')
