import { recordChange } from '#modules/audit/index.ts'
import { keyById } from '#modules/identity/index.ts'
import { authorities, setInterface } from '#modules/responsibility/index.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { isInnerTarget } from '#platform/net/inner-targets.ts'
import { parsePublicUrl } from '#platform/net/public-url.ts'
import { assertManages, type Endpoint, type EndpointSettings, endpointById, endpoints } from './endpoint.ts'
import { sealKey } from './sealing.ts'

export interface EndpointInput extends EndpointSettings {
  /** Empty leaves the key as it is. */
  apiKey: string
}

export type EndpointFault = 'name' | 'url' | 'authority' | 'days' | 'key' | 'inbound'

const MOST_ENDPOINTS = 50

/** Which parts of the input cannot be used, each with the key of its sentence. Throws Forbidden. */
export async function endpointFaults(
  ctx: Ctx,
  input: EndpointInput,
  id: Uuid | null,
): Promise<Partial<Record<EndpointFault, string>>> {
  const [others, known] = await Promise.all([endpoints(ctx), authorities(ctx)])
  const parsed = parsePublicUrl(input.url)
  const plain = parsed?.protocol === 'http:' && !(await isInnerTarget(ctx.platform, parsed))
  const taken = others.some((e) => e.id !== id && e.authorityId === input.authorityId)
  return {
    ...(!input.name.trim() || input.name.length > 100 ? { name: 'exchange.fault.name' } : {}),
    ...(!parsed || parsed.hash || parsed.search
      ? { url: 'exchange.fault.url' }
      : plain
        ? { url: 'exchange.fault.https' }
        : {}),
    ...(input.authorityId && !known.some((a) => a.id === input.authorityId)
      ? { authority: 'exchange.fault.authority' }
      : input.authorityId && taken
        ? { authority: 'exchange.fault.authority_taken' }
        : {}),
    ...(input.inboundKeyId && !(await keyById(ctx, input.inboundKeyId))
      ? { inbound: 'exchange.fault.inbound' }
      : {}),
    ...(!Number.isInteger(input.giveUpDays) || input.giveUpDays < 1 || input.giveUpDays > 60
      ? { days: 'exchange.fault.days' }
      : {}),
    ...(input.apiKey.length > 500 || /[^\x20-\x7e]/.test(input.apiKey) ? { key: 'exchange.fault.key' } : {}),
  }
}

/** Throws Forbidden, Invalid, Conflict. */
export async function createEndpoint(ctx: Ctx, input: EndpointInput): Promise<Uuid> {
  if (Object.keys(await endpointFaults(ctx, input, null)).length > 0) throw new Invalid('exchange.invalid')
  if ((await endpoints(ctx)).length >= MOST_ENDPOINTS)
    throw new Conflict('exchange.too_many', { most: MOST_ENDPOINTS })
  const id = newId()
  await ctx.db
    .insertInto('exchange.endpoint')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      ...columns(input),
      api_key: input.apiKey ? await sealKey(ctx, id, input.apiKey) : null,
      created_at: ctx.now,
    })
    .execute()
  if (input.authorityId) await setInterface(ctx, input.authorityId, input.follow ? 'follow' : 'close')
  recordChange(ctx, {
    type: 'endpoint.created',
    payload: { endpoint: id },
    before: null,
    after: told(input),
  })
  return id
}

/** Throws Forbidden, NotFound, Invalid, Conflict (changed meanwhile). */
export async function changeEndpoint(
  ctx: Ctx,
  id: string,
  input: EndpointInput,
  version: number,
): Promise<void> {
  const before = await endpointById(ctx, id)
  if (Object.keys(await endpointFaults(ctx, input, before.id)).length > 0)
    throw new Invalid('exchange.invalid')
  // Another address is another server: their key is not shown to it, and what was found out does not hold there.
  const moved = columns(input).url !== before.url
  await update(ctx, before.id, version, {
    ...columns(input),
    ...(input.apiKey
      ? { api_key: await sealKey(ctx, before.id, input.apiKey) }
      : moved
        ? { api_key: null }
        : {}),
    ...(moved && { polls: null, cursor: null }),
    failing_since: null,
    failing_why: null,
    attempts: 0,
    retry_at: null,
  })
  if (before.authorityId && before.authorityId !== input.authorityId)
    await setInterface(ctx, before.authorityId, null)
  if (input.authorityId) await setInterface(ctx, input.authorityId, input.follow ? 'follow' : 'close')
  recordChange(ctx, {
    type: 'endpoint.changed',
    payload: { endpoint: id },
    before: told(before),
    after: { ...told(input), key: Boolean(input.apiKey) },
  })
}

/** Nothing is sent and nothing asked while it rests; all of it waits. Throws Forbidden, NotFound. */
export async function pauseEndpoint(ctx: Ctx, id: string): Promise<void> {
  const before = await endpointById(ctx, id)
  await update(ctx, before.id, before.version, { paused_at: ctx.now })
  ctx.emit('endpoint.paused', { endpoint: before.id })
}

/** Goes on at once, without waiting for the next try. Throws Forbidden, NotFound. */
export async function resumeEndpoint(ctx: Ctx, id: string): Promise<void> {
  const before = await endpointById(ctx, id)
  await update(ctx, before.id, before.version, { paused_at: null, retry_at: null, attempts: 0 })
  ctx.emit('endpoint.resumed', { endpoint: before.id })
}

/** What waits is not sent any more; what is known of cases stays. Throws Forbidden, NotFound. */
export async function removeEndpoint(ctx: Ctx, id: string): Promise<void> {
  const before = await endpointById(ctx, id)
  await update(ctx, before.id, before.version, { removed_at: ctx.now, api_key: null })
  if (before.authorityId) await setInterface(ctx, before.authorityId, null)
  recordChange(ctx, {
    type: 'endpoint.removed',
    payload: { endpoint: before.id },
    before: told(before),
    after: null,
  })
}

async function update(ctx: Ctx, id: Uuid, version: number, values: Record<string, unknown>): Promise<void> {
  assertManages(ctx)
  const changed = await ctx.db
    .updateTable('exchange.endpoint')
    .set({ ...values, version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Conflict('exchange.version')
}

const columns = (input: EndpointSettings) => ({
  name: input.name.trim(),
  url: input.url.trim().replace(/\/+$/, ''),
  jurisdiction: input.jurisdiction?.trim() || null,
  format: input.format,
  authority_id: input.authorityId,
  inbound_key_id: input.inboundKeyId,
  follow: input.follow,
  on_closed: input.onClosed,
  send_words: input.sendWords,
  send_private: input.sendPrivate,
  default_service: input.defaultService,
  give_up_days: input.giveUpDays,
})

/** Never the key. */
const told = (e: EndpointSettings | Endpoint): { [name: string]: Json } => ({
  name: e.name,
  url: e.url,
  jurisdiction: e.jurisdiction,
  format: e.format,
  authority: e.authorityId,
  inboundKey: e.inboundKeyId,
  follow: e.follow,
  onClosed: e.onClosed,
  sendWords: e.sendWords,
  sendPrivate: e.sendPrivate,
  defaultService: e.defaultService,
  giveUpDays: e.giveUpDays,
})
