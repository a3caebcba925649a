import { sql } from 'kysely'
import { system } from '#platform/context/actor.ts'
import type { Ctx, Json, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Seams } from '#platform/net/fetch-public.ts'
import type { Platform } from '#platform/platform.ts'
import { type OfferChange, offerChanges } from './changes.ts'
import { allEndpoints, type Endpoint } from './endpoint.ts'
import { type Offer, pullOffer, servicesOf } from './services.ts'
import { tellOfChanges } from './telling.ts'

export type Pulled =
  | { ok: true; count: number; changes: OfferChange[]; first: boolean }
  | { ok: false; why: string; words: string }

/** Pulls an endpoint's list now, and keeps it with what has changed since the last time. */
export async function pullNow(
  platform: Platform,
  tenant: Tenant,
  endpoint: Endpoint,
  seams: Partial<Seams> = {},
): Promise<Pulled> {
  const offer = await pullOffer(platform, endpoint, seams)
  if ('kind' in offer)
    return offer.kind === 'refused'
      ? { ok: false, why: 'refused', words: offer.sentences.join(' ') }
      : { ok: false, why: offer.why, words: offer.status ? String(offer.status) : '' }
  return inTx(platform, { tenant, actor: system('exchange') }, (ctx) => keepOffer(ctx, endpoint.id, offer))
}

async function keepOffer(ctx: Ctx, endpoint: Uuid, offer: Offer): Promise<Pulled> {
  const row = await ctx.db
    .selectFrom('exchange.endpoint')
    .select(['contact', 'pulled_at', 'name'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', endpoint)
    .where('removed_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return { ok: false, why: 'removed', words: '' }
  const first = row.pulled_at === null
  const before = { services: await servicesOf(ctx, endpoint), contact: row.contact }
  const changes = first ? [] : offerChanges(before, offer)
  if (first || changes.length > 0) {
    await ctx.db
      .deleteFrom('exchange.service')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('endpoint_id', '=', endpoint)
      .execute()
    await ctx.db
      .insertInto('exchange.service')
      .values(
        offer.services.map((s, position) => ({
          tenant_id: ctx.tenant.id,
          endpoint_id: endpoint,
          code: s.code,
          name: s.name,
          description: s.description,
          group_name: s.group,
          definition: s.attributes && JSON.stringify(s.attributes),
          position,
        })),
      )
      .execute()
  }
  await ctx.db
    .updateTable('exchange.endpoint')
    .set({ pulled_at: ctx.now, contact: offer.contact })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', endpoint)
    .execute()
  if (changes.length > 0) {
    const id = newId()
    await ctx.db
      .insertInto('exchange.pull')
      .values({
        tenant_id: ctx.tenant.id,
        id,
        endpoint_id: endpoint,
        changes: JSON.stringify(changes as unknown as Json),
        at: ctx.now,
      })
      .execute()
    await tellOfChanges(ctx, { id: endpoint, name: row.name }, id, changes)
  }
  return { ok: true, count: offer.services.length, changes, first }
}

/** The last changes of their list, newest first. */
export async function pullsOf(
  ctx: Ctx,
  endpoint: Uuid,
  limit = 10,
): Promise<{ at: Date; changes: OfferChange[] }[]> {
  const { rows } = await sql<{ at: Date; changes: OfferChange[] }>`
    select p.at, p.changes from exchange.pull p
    where p.tenant_id = ${ctx.tenant.id} and p.endpoint_id = ${endpoint}
    order by p.at desc limit ${limit}`.execute(ctx.db)
  return rows
}

const DAY = 86_400_000

/** Every list once a day, so that nobody learns of a new one from a report that was refused. */
export async function pullDaily(platform: Platform, seams: Partial<Seams> = {}): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    const due = await inTx(platform, { tenant, actor: system('exchange') }, async (ctx) =>
      (await allEndpoints(ctx)).filter(
        (e) => !e.pausedAt && (!e.pulledAt || ctx.now.getTime() - e.pulledAt.getTime() >= DAY),
      ),
    )
    for (const endpoint of due) await pullNow(platform, tenant, endpoint, seams)
  })
}
