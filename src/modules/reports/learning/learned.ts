import { settings } from '#modules/tenancy/index.ts'
import { may, system } from '#platform/context/actor.ts'
import type { Ctx, Tenant } from '#platform/context/context.ts'
import { changeReference, remember } from '#platform/context/memory.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Platform } from '#platform/platform.ts'
import { catalogue } from '../category.ts'
import { fitsOf } from '../category-words.ts'
import { pastReports } from './history.ts'
import { learn } from './learning.ts'
import type { Figures } from './measuring.ts'
import { type Model, packed, unpacked } from './model.ts'

/** What was learned lasts a day: then what was reported, corrected and forgotten since goes in. */
const FRESH_MS = 24 * 3_600_000

/** What is known of the town's own history; the model is null before there was enough of it. */
export interface Learned {
  at: Date | null
  /** Reports there were to learn from. */
  reports: number
  figures: Figures | null
  /** Learning was asked for and has not been done yet. */
  asked: boolean
}

export async function learnedState(ctx: Ctx): Promise<Learned> {
  const row = await ctx.db
    .selectFrom('reports.learned')
    .select(['at', 'reports', 'figures', 'asked_at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .executeTakeFirst()
  return {
    at: row?.at ?? null,
    reports: row?.reports ?? 0,
    figures: (row?.figures as unknown as Figures | null) ?? null,
    asked: row?.asked_at != null,
  }
}

/** The model that suggestions are made from; null while there is none, or the town does not want one. */
export const learnedModel = (ctx: Ctx): Promise<Model | null> =>
  remember(ctx, 'reports.learned', async () => {
    if (!(await settings(ctx)).suggestions.fromHistory) return null
    const row = await ctx.db
      .selectFrom('reports.learned')
      .select('model')
      .where('tenant_id', '=', ctx.tenant.id)
      .executeTakeFirst()
    return row?.model ? unpacked(row.model) : null
  })

/** Asks the worker to learn anew at its next turn. */
export async function askToLearn(ctx: Ctx): Promise<void> {
  if (!may(ctx.actor, 'reports.manage')) throw new Forbidden()
  await ctx.db
    .insertInto('reports.learned')
    .values({ tenant_id: ctx.tenant.id, reports: 0, asked_at: ctx.now })
    .onConflict((oc) => oc.column('tenant_id').doUpdateSet({ asked_at: ctx.now }))
    .execute()
}

/** Learns for every town where it is time, or where somebody asked for it. */
export async function learnWhereDue(platform: Platform): Promise<void> {
  await eachTenant(platform, (tenant) => learnFor(platform, tenant))
}

/**
 * Reads in one transaction, learns outside of any, and keeps in another: learning takes seconds. Two processes may
 * both do it; they come to the same.
 */
async function learnFor(platform: Platform, tenant: Tenant): Promise<void> {
  const as = { tenant, actor: system('reports') }
  const found = await inTx(platform, as, async (ctx) => {
    if (!(await isDue(ctx))) return null
    const { all } = await catalogue(ctx)
    return { history: await pastReports(ctx), codes: all.map((c) => c.code), fits: fitsOf(all) }
  })
  if (!found) return
  const learned = await learn(found.history, found.codes, found.fits)
  await inTx(platform, as, async (ctx) => {
    const row = {
      at: ctx.now,
      reports: found.history.length,
      model: learned && packed(learned.model),
      figures: learned && JSON.stringify(learned.figures),
      asked_at: null,
    }
    await ctx.db
      .insertInto('reports.learned')
      .values({ tenant_id: tenant.id, ...row })
      .onConflict((oc) => oc.column('tenant_id').doUpdateSet(row))
      .execute()
    await changeReference(ctx)
  })
}

async function isDue(ctx: Ctx): Promise<boolean> {
  if (!(await settings(ctx)).suggestions.fromHistory) return false
  const { at, asked } = await learnedState(ctx)
  return asked || !at || ctx.now.getTime() - at.getTime() >= FRESH_MS
}
