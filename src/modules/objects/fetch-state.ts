import { recordChange } from '#modules/audit/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden } from '#platform/errors.ts'
import type { Judged, Suspicion } from './wfs-judging.ts'
import type { WfsRefusal } from './wfs-request.ts'

/** How a layer's map server is doing. */
export interface FetchState {
  layer: string
  /** `held`: it answered, and nothing of it was taken over; `failed`: it did not answer well. */
  state: 'waiting' | 'good' | 'held' | 'failed'
  why: Suspicion | WfsRefusal['why'] | null
  facts: Partial<Judged['facts']> & { added?: number; changed?: number; detail?: string }
  failures: number
  askedAt: Date | null
  goodAt: Date | null
  nextAt: Date
  /** It is being asked just now. */
  running: boolean
  /** A person has said yes to what was held. */
  allowed: boolean
}

/** All layers that come from map servers, by their code. */
export async function fetchStates(ctx: Ctx): Promise<Map<string, FetchState>> {
  const rows = await ctx.db
    .selectFrom('objects.fetch')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  return new Map(
    rows.map((r) => [
      r.layer,
      {
        layer: r.layer,
        state: r.state as FetchState['state'],
        why: r.why as FetchState['why'],
        facts: r.facts as unknown as FetchState['facts'],
        failures: r.failures,
        askedAt: r.asked_at,
        goodAt: r.good_at,
        nextAt: r.next_at,
        running: r.leased_until !== null && r.leased_until > ctx.now,
        allowed: r.allowed !== null,
      },
    ]),
  )
}

/** The layer is asked for within a minute. Throws Forbidden. */
export async function fetchSoon(ctx: Ctx, layer: string): Promise<void> {
  if (!may(ctx.actor, 'objects.manage')) throw new Forbidden()
  const fresh = {
    tenant_id: ctx.tenant.id,
    layer,
    state: 'waiting',
    facts: '{}',
    failures: 0,
    next_at: ctx.now,
  }
  await ctx.db
    .insertInto('objects.fetch')
    .values(fresh)
    .onConflict((oc) => oc.columns(['tenant_id', 'layer']).doUpdateSet({ next_at: ctx.now }))
    .execute()
}

/**
 * A person has looked at what was held: the next answer that is no worse is taken over. Throws Forbidden, and Conflict
 * when nothing is held any more, or something else than the person saw.
 */
export async function allowHeld(ctx: Ctx, layer: string, why: string): Promise<void> {
  if (!may(ctx.actor, 'objects.manage')) throw new Forbidden()
  const held = (await fetchStates(ctx)).get(layer)
  if (held?.state !== 'held' || held.why !== why) throw new Conflict('objects.not_held')
  const { vanished = 0, moved = 0, answered = 0 } = held.facts
  const allowed = { why, vanished, moved, answered }
  await ctx.db
    .updateTable('objects.fetch')
    .set({ allowed: JSON.stringify(allowed), next_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('layer', '=', layer)
    .execute()
  recordChange(ctx, {
    type: 'tenant.objects_allowed',
    payload: { tenant: ctx.tenant.id, code: layer },
    before: null,
    after: { layer, ...allowed },
  })
}
