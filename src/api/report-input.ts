import { z } from '@hono/zod-openapi'
import { clean, isEmail } from '#modules/forms/index.ts'

/**
 * A report as programs send it. The one schema behind `POST /api/v1/reports`, its OpenAPI page and Open311, whose flat
 * parameters are put into this shape first. Messages are keys of texts.
 */

/** Longest description, in characters (GeoReport v2). */
export const LONGEST_DESCRIPTION = 4000

const fits = (most: number) => (text: string) =>
  text.length <= most || (text.length <= 2 * most && [...text].length <= most)

const line = (most: number, message: string) =>
  z
    .string()
    .transform((text) => clean(text))
    .refine(fits(most), message)

// The web's map ends at 85°, and 0/0 is what phones without a position send.
const place = z
  .object({
    lat: z.number('api.fault.lat').min(-85, 'api.fault.lat').max(85, 'api.fault.lat'),
    long: z.number('api.fault.long').min(-180, 'api.fault.long').max(180, 'api.fault.long'),
  })
  .refine((p) => p.lat !== 0 || p.long !== 0, { message: 'api.fault.nowhere', path: ['lat'] })

const answer = z.union([
  z.string().max(20_000),
  z.number(),
  z.boolean(),
  z.array(z.string().max(2000)).max(200),
])

export const reportInput = z.object({
  category: z
    .string('api.fault.category_missing')
    .trim()
    .min(1, 'api.fault.category_missing')
    .max(100, 'api.fault.category'),
  text: z
    .string('api.fault.text')
    .refine(fits(LONGEST_DESCRIPTION), 'api.fault.text_long')
    .transform((text) => clean(text, true))
    .default(''),
  place: place.optional(),
  address: line(300, 'api.fault.address_long').optional(),
  addressId: z.string().max(100, 'api.fault.address_id').optional(),
  answers: z.record(z.string().max(100), answer).default({}),
  contact: z
    .object({
      name: line(200, 'api.fault.name_long').optional(),
      email: line(254, 'api.fault.email')
        .refine((text) => text === '' || isEmail(text), 'api.fault.email')
        .optional(),
      phone: line(40, 'api.fault.phone')
        .refine((text) => text === '' || /^\+?[\d\s()/.-]{4,40}$/.test(text), 'api.fault.phone')
        .optional(),
    })
    .optional(),
  device: line(200, 'api.fault.device').optional(),
  mediaUrls: z.array(z.string().max(2000, 'api.fault.media_url')).max(20, 'api.fault.media_many').default([]),
})

export type ReportInput = z.output<typeof reportInput>
export type RawReport = z.input<typeof reportInput>
