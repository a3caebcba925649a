import { eraseChangesBefore } from '#modules/audit/index.ts'
import { eraseMailBefore } from '#modules/notifications/index.ts'
import { countRun, periodOf } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'

const BATCH = 1000

/**
 * Mail that was sent and what an administrator changed long ago, each after its own period. They stand on floors that
 * do not know of processings; here both are at hand.
 */
export async function retainTransport(ctx: Ctx): Promise<void> {
  await retain(ctx, 'mail', eraseMailBefore)
  await retain(ctx, 'changes', eraseChangesBefore)
}

async function retain(
  ctx: Ctx,
  code: string,
  erase: (ctx: Ctx, before: Date, limit: number) => Promise<number>,
): Promise<void> {
  const period = await periodOf(ctx, code)
  if (!period) return
  const others = await erase(ctx, period.before, BATCH)
  if (others > 0) countRun(ctx, code, { others }, others < BATCH)
}
