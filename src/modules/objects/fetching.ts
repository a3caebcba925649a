import { system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Platform } from '#platform/platform.ts'
import { applyObjects, storedObjects } from './applying.ts'
import { everyLayer, type Layer } from './layer.ts'
import type { RawFeature } from './wfs-answer.ts'
import { type Judged, judge } from './wfs-judging.ts'
import { askWfs, usualLimits, type WfsLimits, type WfsRefusal } from './wfs-request.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Longer than any answer may take: whoever asks longer than this has died. */
const LEASE_MS = 12 * MINUTE
/** After a failure it is asked again soon, and then less and less often. */
const FIRST_PAUSE_MS = 5 * MINUTE

/** Asks the map servers of all towns whose turn it is; one at a time, outside of any transaction. */
export async function fetchLayers(platform: Platform, limits: WfsLimits = usualLimits): Promise<void> {
  await eachTenant(platform, async (tenant) => {
    for (;;) {
      const layer = await claim(platform, tenant)
      if (!layer) break
      const answer = await askWfs(platform, layer, limits)
      await inTx(platform, { tenant, actor: system('objects') }, (ctx) => enter(ctx, layer, answer))
    }
  })
}

const isLive = (layer: Layer): boolean => layer.active && layer.source === 'wfs' && layer.wfs.url !== ''

/** Takes one layer whose turn it is. One that nobody reported back on is due again when its lease is over. */
function claim(platform: Platform, tenant: Tenant): Promise<Layer | null> {
  return inTx(platform, { tenant, actor: system('objects') }, async (ctx) => {
    const live = (await everyLayer(ctx)).filter(isLive)
    if (live.length === 0) return null
    const row = await ctx.db
      .selectFrom('objects.fetch')
      .select('layer')
      .where('tenant_id', '=', tenant.id)
      .where(
        'layer',
        'in',
        live.map((layer) => layer.code),
      )
      .where('next_at', '<=', ctx.now)
      .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<', ctx.now)]))
      .orderBy('next_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    if (!row) return null
    await change(ctx, row.layer, { leased_until: new Date(ctx.now.getTime() + LEASE_MS), asked_at: ctx.now })
    return live.find((layer) => layer.code === row.layer)!
  })
}

/** Takes an answer over, holds it for a person to look at, or notes that there was none worth the name. */
async function enter(ctx: Ctx, asked: Layer, answer: RawFeature[] | WfsRefusal): Promise<void> {
  const layer = (await everyLayer(ctx)).find((one) => one.code === asked.code)
  // Its settings were changed meanwhile: this answers another question.
  if (!layer || !isLive(layer) || layer.version !== asked.version)
    return change(ctx, asked.code, { leased_until: null, next_at: ctx.now })
  const regular = new Date(ctx.now.getTime() + layer.wfs.hours * HOUR)
  if ('why' in answer) return fail(ctx, layer, answer, regular)
  const stored = await storedObjects(ctx, layer)
  const judged = await judge(ctx, layer, answer, stored)
  const done = { leased_until: null, next_at: regular, failures: 0 }
  if (judged.suspicion && !(await isAllowed(ctx, layer, judged)))
    return change(ctx, layer.code, {
      ...done,
      state: 'held',
      why: judged.suspicion,
      facts: JSON.stringify(judged.facts),
      allowed: null,
    })
  const difference = await applyObjects(ctx, layer, judged.objects, { stored })
  await change(ctx, layer.code, {
    ...done,
    state: 'good',
    why: null,
    good_at: ctx.now,
    facts: JSON.stringify({ ...judged.facts, ...difference }),
    allowed: null,
  })
}

async function fail(ctx: Ctx, layer: Layer, { why, detail }: WfsRefusal, regular: Date): Promise<void> {
  const { failures } = await stateOf(ctx, layer)
  const pause = new Date(ctx.now.getTime() + FIRST_PAUSE_MS * 2 ** Math.min(failures, 12))
  await change(ctx, layer.code, {
    leased_until: null,
    state: 'failed',
    why,
    facts: JSON.stringify(detail ? { detail } : {}),
    failures: failures + 1,
    next_at: pause < regular ? pause : regular,
  })
}

/** Did a person say yes to an answer that was no better than this one? */
async function isAllowed(ctx: Ctx, layer: Layer, { suspicion, facts }: Judged): Promise<boolean> {
  const allowed = (await stateOf(ctx, layer)).allowed as {
    why: string
    vanished: number
    moved: number
  } | null
  const within = (now: number, then: number): boolean => now <= then * 1.05 + 5
  return (
    allowed?.why === suspicion &&
    within(facts.vanished, allowed.vanished) &&
    within(facts.moved, allowed.moved)
  )
}

const stateOf = (ctx: Ctx, layer: Layer) =>
  ctx.db
    .selectFrom('objects.fetch')
    .select(['failures', 'allowed'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('layer', '=', layer.code)
    .executeTakeFirstOrThrow()

async function change(ctx: Ctx, layer: string, values: Record<string, unknown>): Promise<void> {
  await ctx.db
    .updateTable('objects.fetch')
    .set(values)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('layer', '=', layer)
    .execute()
}
