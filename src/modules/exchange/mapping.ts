import { recordChange } from '#modules/audit/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { endpointById } from './endpoint.ts'
import { type Attribute, type Service, servicesOf } from './services.ts'

/** Where the value of their attribute comes from: what our reporter answered to a question, or always the same. */
export type Source = { question: string } | { value: string }

export interface Mapping {
  category: string
  service: string
  attributes: Readonly<Record<string, Source>>
}

/** Which of our categories is which of their services, by category; also for handlers. */
export async function mappingsOf(ctx: Ctx, endpoint: Uuid): Promise<Map<string, Mapping>> {
  const rows = await ctx.db
    .selectFrom('exchange.mapping')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint)
    .execute()
  return new Map(
    rows.map((r) => [
      r.category,
      { category: r.category, service: r.service_code, attributes: r.attributes as Mapping['attributes'] },
    ]),
  )
}

/** Sets, category by category, which service of theirs it is; an empty one takes the mapping away. Throws Forbidden, NotFound, Invalid. */
export async function mapCategories(
  ctx: Ctx,
  id: string,
  wanted: ReadonlyMap<string, string>,
): Promise<void> {
  const endpoint = await endpointById(ctx, id)
  const [{ byCode }, services, before] = await Promise.all([
    catalogue(ctx),
    servicesOf(ctx, endpoint.id),
    mappingsOf(ctx, endpoint.id),
  ])
  const codes = new Set(services.map((s) => s.code))
  for (const [category, service] of wanted) {
    if (!byCode.has(category)) throw new NotFound()
    const kept = before.get(category)
    if ((kept?.service ?? '') === service) continue
    if (service !== '' && !codes.has(service)) throw new Invalid('exchange.no_such_service')
    if (service === '')
      await ctx.db
        .deleteFrom('exchange.mapping')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('endpoint_id', '=', endpoint.id)
        .where('category', '=', category)
        .execute()
    else await put(ctx, endpoint.id, { category, service, attributes: {} })
  }
  const after = await mappingsOf(ctx, endpoint.id)
  recordChange(ctx, {
    type: 'endpoint.mapped',
    payload: { endpoint: endpoint.id },
    before: told(before),
    after: told(after),
  })
}

/** Their service for everything that no mapping names; null: that goes by mail. Throws Forbidden, NotFound, Invalid. */
export async function setDefaultService(ctx: Ctx, id: string, service: string | null): Promise<void> {
  const endpoint = await endpointById(ctx, id)
  if (service !== null && !(await servicesOf(ctx, endpoint.id)).some((s) => s.code === service))
    throw new Invalid('exchange.no_such_service')
  await ctx.db
    .updateTable('exchange.endpoint')
    .set({ default_service: service, version: endpoint.version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', endpoint.id)
    .execute()
  recordChange(ctx, {
    type: 'endpoint.mapped',
    payload: { endpoint: endpoint.id },
    before: { defaultService: endpoint.defaultService },
    after: { defaultService: service },
  })
}

/** Sets where the values of a service's attributes come from. Throws Forbidden, NotFound, Invalid. */
export async function mapAttributes(
  ctx: Ctx,
  id: string,
  category: string,
  attributes: Readonly<Record<string, Source>>,
): Promise<void> {
  const endpoint = await endpointById(ctx, id)
  const [{ byCode }, services, mappings] = await Promise.all([
    catalogue(ctx),
    servicesOf(ctx, endpoint.id),
    mappingsOf(ctx, endpoint.id),
  ])
  const mapping = mappings.get(category)
  const service = services.find((s) => s.code === mapping?.service)
  const ours = byCode.get(category)
  if (!mapping || !service || !ours) throw new NotFound()
  for (const [code, source] of Object.entries(attributes)) {
    const theirs = service.attributes?.find((a) => a.code === code)
    if (!theirs) throw new Invalid('exchange.no_such_attribute')
    if ('question' in source && !ours.questions.some((q) => q.code === source.question))
      throw new Invalid('exchange.no_such_question')
    if ('value' in source && (source.value.length > 2000 || !fits(theirs, source.value)))
      throw new Invalid('exchange.no_such_value')
  }
  await put(ctx, endpoint.id, { ...mapping, attributes })
  recordChange(ctx, {
    type: 'endpoint.mapped',
    payload: { endpoint: endpoint.id },
    before: told(mappings),
    after: told(await mappingsOf(ctx, endpoint.id)),
  })
}

const fits = (attribute: Attribute, value: string): boolean =>
  attribute.values.length === 0 || attribute.values.some((v) => v.key === value)

async function put(ctx: Ctx, endpoint: Uuid, { category, service, attributes }: Mapping): Promise<void> {
  const values = { service_code: service, attributes: JSON.stringify(attributes) }
  await ctx.db
    .insertInto('exchange.mapping')
    .values({ tenant_id: ctx.tenant.id, endpoint_id: endpoint, category, ...values })
    .onConflict((oc) => oc.columns(['tenant_id', 'endpoint_id', 'category']).doUpdateSet(values))
    .execute()
}

const told = (mappings: ReadonlyMap<string, Mapping>): { [category: string]: Json } =>
  Object.fromEntries([...mappings.values()].map((m) => [m.category, m.service]))

/** Attributes that they demand and that nothing fills: a report would be refused for want of them. */
export const unfilled = (service: Service, mapping: Mapping, questions: ReadonlySet<string>): Attribute[] =>
  (service.attributes ?? []).filter((a) => a.required && !a.automated && !sourceOf(a, mapping, questions))

/** Where an attribute's value comes from: as it was set, else from the question of the same code. */
export const sourceOf = (
  attribute: Attribute,
  mapping: Mapping,
  questions: ReadonlySet<string>,
): Source | null =>
  mapping.attributes[attribute.code] ?? (questions.has(attribute.code) ? { question: attribute.code } : null)
