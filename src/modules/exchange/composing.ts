import { type Case, messagesOf, visibleCase } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { reportOf } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Endpoint } from './endpoint.ts'
import { mappingsOf, sourceOf } from './mapping.ts'
import { photoAddress } from './photos.ts'
import { servicesOf } from './services.ts'
import { ourState } from './states.ts'
import { trailFrom } from './trail.ts'

export type Field = readonly [name: string, value: string]

/** Their longest description, by GeoReport v2. */
const LONGEST = 4000
const MOST_PHOTOS = 5

/** Our number as it stands in what we send, to be found again in their list. */
export const referenceOf = (ctx: Ctx, number: string): string => `${ctx.tenant.slug}/${number}`

/**
 * A case as a GeoReport request: what, where, its own words, pictures, our number. Who reported it is never among it.
 * The last line of the words names our number: by it people recognise it, and we ourselves after an unclear answer.
 */
export async function requestFields(
  ctx: Ctx,
  endpoint: Endpoint,
  c: Case,
  service: string,
): Promise<Field[]> {
  const report = await reportOf(ctx, c.id)
  const line = ctx.t('exchange.reference', {
    reference: referenceOf(ctx, c.number),
    town: ctx.tenant.name,
  })
  const words = [...report.text].slice(0, LONGEST - line.length - 2).join('')
  const photos = (await photosOf(ctx, [c.id]))
    // Their pages show what they get: of a public report they get what is public, not what waits for a look or was taken back.
    .filter((p) => !p.restricted && (c.public ? p.visibility === 'public' : p.visibility !== 'internal'))
    .slice(0, MOST_PHOTOS)
  const fields: Field[] = [
    ['service_code', service],
    ...((c.place
      ? [
          ['lat', c.place.lat.toFixed(7)],
          ['long', c.place.lon.toFixed(7)],
        ]
      : []) satisfies Field[]),
    ...((c.address ? [['address_string', c.address]] : []) satisfies Field[]),
    ['description', words ? `${words}\n\n${line}` : line],
    ['account_id', referenceOf(ctx, c.number)],
    ['device_id', trailFrom(await deviceOf(ctx, c.id), hostOf(ctx))],
    ...(await attributeFields(ctx, endpoint, c, report.answers)),
  ]
  for (const photo of photos) fields.push(['media_url', await photoAddress(ctx, photo.id)])
  return fields
}

export const hostOf = (ctx: Ctx): string => new URL(ctx.tenant.publicUrl).hostname

/** The device that a report came from: with a trail when another town sent it. */
export async function deviceOf(ctx: Ctx, caseId: Uuid): Promise<string | null> {
  const row = await ctx.db
    .selectFrom('reports.report')
    .select('device')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .executeTakeFirst()
  return row?.device ?? null
}

async function attributeFields(
  ctx: Ctx,
  endpoint: Endpoint,
  c: Case,
  answers: Readonly<Record<string, unknown>>,
): Promise<Field[]> {
  const mapping = (await mappingsOf(ctx, endpoint.id)).get(c.type)
  const service = (await servicesOf(ctx, endpoint.id)).find((s) => s.code === mapping?.service)
  if (!mapping || !service) return []
  const questions = new Set(Object.keys(answers))
  return (service.attributes ?? []).flatMap((attribute): Field[] => {
    const source = sourceOf(attribute, mapping, questions)
    if (!source) return []
    const given = 'value' in source ? [source.value] : [answers[source.question]].flat()
    const values = given
      .filter((v) => ['string', 'number', 'boolean'].includes(typeof v) && v !== '')
      .map(String)
      .map((v) => keyIn(attribute.values, v))
      .filter((v): v is string => v !== null)
    const many = attribute.datatype === 'multivaluelist'
    return values.map((v) => [`attribute[${attribute.code}]${many ? '[]' : ''}`, v] as const)
  })
}

/** Their key for a value of ours: the same key, or the one that is called so. Null when they do not know it. */
function keyIn(values: readonly { key: string; name: string }[], value: string): string | null {
  if (values.length === 0) return value
  const lower = value.toLowerCase()
  return (
    values.find((v) => v.key === value || v.key.toLowerCase() === lower || v.name.toLowerCase() === lower)
      ?.key ?? null
  )
}

/** What we say later, as an update of FixMyStreet's extension. Null when there is nothing (any more) that they may read. */
export async function updateFields(
  ctx: Ctx,
  { caseId, messageId, state, id, remote }: Said,
): Promise<Field[] | null> {
  const c = await visibleCase(ctx, caseId)
  if (c.restricted) return null
  const message = messageId
    ? (await messagesOf(ctx, c, 'parties')).find((m) => m.id === messageId)
    : undefined
  if (messageId && (!message || message.restricted || message.direction !== 'out')) return null
  if (message && c.public && message.visibility !== 'public') return null
  return [
    ['service_request_id', remote],
    ['update_id', id],
    ['status', state ?? ourState(c.status, c.outcome)],
    ['updated_datetime', (message?.at ?? ctx.now).toISOString().replace(/\.\d+Z$/, 'Z')],
    ['description', [...(message?.body ?? ctx.t('exchange.no_words'))].slice(0, LONGEST).join('')],
    ['account_id', referenceOf(ctx, c.number)],
  ]
}

interface Said {
  caseId: Uuid
  messageId: Uuid | null
  state: string | null
  id: Uuid
  remote: string
}
