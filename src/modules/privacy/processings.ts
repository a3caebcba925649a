import { sql } from 'kysely'
import { recordChange } from '#modules/audit/index.ts'
import { actorId, may } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference, remember } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { builtIn } from './built-in.ts'
import { builtInSafeguards } from './built-in-safeguards.ts'
import { type Processing, type ProcessingValue, processingSchema } from './processing.ts'

const ours: Record<string, ProcessingValue> = { ...builtIn, ...builtInSafeguards }

/** All processings of the town, the program's own first. Remembered; never to be changed in place. */
export const processings = (ctx: Ctx): Promise<readonly Processing[]> =>
  remember(ctx, 'privacy.processings', async () => {
    const rows = await ctx.db
      .selectFrom('privacy.processing')
      .select(['code', 'version', 'value'])
      .distinctOn('code')
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('code')
      .orderBy('version', 'desc')
      .execute()
    const stored = new Map(rows.map((r) => [r.code, r]))
    const codes = [...new Set([...Object.keys(ours), ...stored.keys()])]
    return codes.flatMap((code): Processing[] => {
      const row = stored.get(code)
      const own = row && processingSchema.safeParse(row.value)
      const value = own?.success ? own.data : ours[code]
      return value ? [{ ...value, code, version: row?.version ?? 0, builtIn: code in ours }] : []
    })
  })

/** One by its code. Throws NotFound. */
export async function processing(ctx: Ctx, code: string): Promise<Processing> {
  const found = (await processings(ctx)).find((p) => p.code === code)
  if (!found) throw new NotFound()
  return found
}

/** Throws Forbidden for all who do not look after data protection. */
export function assertManagesPrivacy(ctx: Ctx): void {
  if (!may(ctx.actor, 'privacy.manage')) throw new Forbidden()
}

/** The same for those who only look. */
export function assertReadsPrivacy(ctx: Ctx): void {
  if (!may(ctx.actor, 'privacy.read')) throw new Forbidden()
}

/**
 * Describes a processing anew, or adds one of the town's own. What measures its period is the program's business for
 * its own. Throws Forbidden, Invalid, and Conflict when somebody was faster.
 */
export async function changeProcessing(
  ctx: Ctx,
  code: string,
  value: ProcessingValue,
  expectedVersion: number,
): Promise<void> {
  assertManagesPrivacy(ctx)
  if (!/^[a-z][a-z0-9_-]{1,39}$/.test(code)) throw new Invalid('privacy.code')
  await changeReference(ctx) // locks the revision, so that two changes come one after the other
  const known = (await processings(ctx)).find((p) => p.code === code)
  if ((known?.version ?? 0) !== expectedVersion || (!known && expectedVersion > 0))
    throw new Conflict('privacy.version')
  const next = fixed(code, processingSchema.parse(value))
  if (next.measure === 'cases' && next.kinds.length === 0) throw new Invalid('privacy.kinds')
  if (next.measure !== 'program' && next.days === null) throw new Invalid('privacy.days')
  const version = await nextVersion(ctx, code)
  await ctx.db
    .insertInto('privacy.processing')
    .values({
      tenant_id: ctx.tenant.id,
      code,
      version,
      value: JSON.stringify(next),
      by: actorId(ctx.actor),
      at: ctx.now,
    })
    .execute()
  recordChange(ctx, {
    type: 'tenant.processing_changed',
    payload: { tenant: ctx.tenant.id, processing: code, version },
    before: known ? (processingSchema.parse(known) as Json) : null,
    after: next as Json,
  })
}

/** What of the program's own cannot be set: how it is measured, what it covers, and that it is done. */
function fixed(code: string, value: ProcessingValue): ProcessingValue {
  const own = ours[code]
  if (!own) return value
  const { measure, kinds, types, active, action } = own
  const program = measure === 'program' ? { days: own.days, term: own.term } : { term: null }
  return {
    ...value,
    ...program,
    measure,
    kinds,
    types,
    active,
    action: measure === 'cases' ? value.action : action,
  }
}

async function nextVersion(ctx: Ctx, code: string): Promise<number> {
  const { n } = await ctx.db
    .selectFrom('privacy.processing')
    .select(sql<number>`coalesce(max(version), 0)`.as('n'))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return n + 1
}

/** After how many days what this measures goes, and the instant before which it is due now. */
export async function periodOf(ctx: Ctx, code: string): Promise<{ days: number; before: Date } | null> {
  const found = (await processings(ctx)).find((p) => p.code === code && p.active)
  if (!found?.days) return null
  return { days: found.days, before: new Date(ctx.now.getTime() - found.days * 86_400_000) }
}
