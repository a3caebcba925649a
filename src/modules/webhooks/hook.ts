import { recordChange } from '#modules/audit/index.ts'
import { mayEquip } from '#modules/organisation/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { feedHead } from '#platform/events/feed.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { isInnerTarget } from '#platform/net/inner-targets.ts'
import { parsePublicUrl } from '#platform/net/public-url.ts'
import { isTypePattern } from './event-types.ts'
import { newHookSecret, sealSecret, shownSecret } from './secret.ts'

export interface HookInput {
  label: string
  url: string
  /** 'case.closed', 'case.*', '*' … */
  types: readonly string[]
  /** Cases that are not public too. Restricted ones never. */
  allCases: boolean
}

export interface Hook extends HookInput {
  id: Uuid
  pausedAt: Date | null
  /** 'by_hand', 'gone' (answered 410) or 'failing' (for five days). */
  pausedWhy: string | null
  failingSince: Date | null
  cursor: number
  version: number
  createdAt: Date
}

const MOST_HOOKS = 50

function assertManages(ctx: Ctx): void {
  if (!may(ctx.actor, 'webhooks.manage')) throw new Forbidden()
}

/** A hook for all cases hears what a program does that may read them all. Throws Forbidden. */
async function assertHears(ctx: Ctx, { allCases }: Pick<HookInput, 'allCases'>): Promise<void> {
  if (allCases && !(await mayEquip(ctx, ['cases.read']))) throw new Forbidden('webhook.more_than_own')
}

/** All hooks of the town, oldest first. Throws Forbidden. */
export async function hooks(ctx: Ctx): Promise<Hook[]> {
  assertManages(ctx)
  const rows = await ctx.db
    .selectFrom('webhooks.hook')
    .select(['id', 'label', 'url', 'types', 'all_cases', 'paused_at', 'paused_why', 'failing_since'])
    .select(['cursor', 'version', 'created_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .execute()
  return rows.map(({ all_cases, paused_at, paused_why, failing_since, created_at, ...r }) => ({
    ...r,
    allCases: all_cases,
    pausedAt: paused_at,
    pausedWhy: paused_why,
    failingSince: failing_since,
    createdAt: created_at,
  }))
}

/** How the hooks are doing, for the page about the whole program; neither names nor addresses. */
export async function hooksHealth(
  ctx: Ctx,
): Promise<Pick<Hook, 'pausedAt' | 'pausedWhy' | 'failingSince'>[]> {
  return ctx.db
    .selectFrom('webhooks.hook')
    .select(['paused_at as pausedAt', 'paused_why as pausedWhy', 'failing_since as failingSince'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('removed_at', 'is', null)
    .execute()
}

/** Throws Forbidden, NotFound. */
export async function hookById(ctx: Ctx, id: string): Promise<Hook> {
  const found = (await hooks(ctx)).find((h) => h.id === id)
  if (!found) throw new NotFound()
  return found
}

/** Which parts of the input cannot be used, each with the key of its sentence. */
export async function hookFaults(
  ctx: Ctx,
  { label, url, types }: HookInput,
): Promise<Partial<Record<'label' | 'url' | 'types', string>>> {
  const parsed = parsePublicUrl(url)
  const plain = parsed?.protocol === 'http:' && !(await isInnerTarget(ctx.platform, parsed))
  return {
    ...(!label.trim() || label.length > 100 ? { label: 'webhook.fault.label' } : {}),
    ...(!parsed || parsed.hash ? { url: 'webhook.fault.url' } : plain ? { url: 'webhook.fault.https' } : {}),
    ...(types.length === 0 || types.length > 40 || !types.every(isTypePattern)
      ? { types: 'webhook.fault.types' }
      : {}),
  }
}

/** Makes a hook that hears what happens from now on; its secret is answered this once. Throws Forbidden, Invalid, Conflict. */
export async function createHook(ctx: Ctx, input: HookInput): Promise<{ id: Uuid; secret: string }> {
  const others = await hooks(ctx)
  if (Object.keys(await hookFaults(ctx, input)).length > 0) throw new Invalid('webhook.invalid')
  if (others.length >= MOST_HOOKS) throw new Conflict('webhook.too_many', { most: MOST_HOOKS })
  await assertHears(ctx, input)
  const id = newId()
  const key = newHookSecret()
  await ctx.db
    .insertInto('webhooks.hook')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      ...columns(input),
      secret: await sealSecret(ctx, id, key),
      cursor: await feedHead(ctx),
      created_at: ctx.now,
    })
    .execute()
  recordChange(ctx, { type: 'webhook.created', payload: { webhook: id }, before: null, after: told(input) })
  return { id, secret: shownSecret(key) }
}

/** Throws Forbidden, NotFound, Invalid, Conflict (changed meanwhile). */
export async function changeHook(ctx: Ctx, id: Uuid, input: HookInput, version: number): Promise<void> {
  const before = await hookById(ctx, id)
  if (Object.keys(await hookFaults(ctx, input)).length > 0) throw new Invalid('webhook.invalid')
  // Also one that is led elsewhere: who may not hear of all cases must not have them sent to themselves.
  await assertHears(ctx, { allCases: input.allCases || before.allCases })
  await updateHook(ctx, id, columns(input), version)
  recordChange(ctx, {
    type: 'webhook.changed',
    payload: { webhook: id },
    before: told(before),
    after: told(input),
  })
}

/** Nothing is sent while it rests; what happens meanwhile is sent when it goes on. Throws Forbidden, NotFound. */
export async function pauseHook(ctx: Ctx, id: Uuid): Promise<void> {
  const { version } = await hookById(ctx, id)
  await updateHook(ctx, id, { paused_at: ctx.now, paused_why: 'by_hand' }, version)
  ctx.emit('webhook.paused', { webhook: id, why: 'by_hand' })
}

/** Throws Forbidden, NotFound. */
export async function resumeHook(ctx: Ctx, id: Uuid): Promise<void> {
  const { version } = await hookById(ctx, id)
  await updateHook(ctx, id, { paused_at: null, paused_why: null, failing_since: null }, version)
  ctx.emit('webhook.resumed', { webhook: id })
}

/** It hears nothing any more, and what waits is not sent. Its log stays. Throws Forbidden, NotFound. */
export async function removeHook(ctx: Ctx, id: Uuid): Promise<void> {
  const before = await hookById(ctx, id)
  await updateHook(ctx, id, { removed_at: ctx.now }, before.version)
  recordChange(ctx, { type: 'webhook.removed', payload: { webhook: id }, before: told(before), after: null })
}

/** Throws Conflict when it was changed meanwhile. */
export async function updateHook(
  ctx: Ctx,
  id: Uuid,
  values: Record<string, unknown>,
  version: number,
): Promise<void> {
  const changed = await ctx.db
    .updateTable('webhooks.hook')
    .set({ ...values, version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Conflict('webhook.version')
}

const columns = ({ label, url, types, allCases }: HookInput) => ({
  label: label.trim(),
  url: url.trim(),
  types: [...types],
  all_cases: allCases,
})

const told = ({ label, url, types, allCases }: HookInput): Json => ({
  label,
  url,
  types: [...types],
  allCases,
})
