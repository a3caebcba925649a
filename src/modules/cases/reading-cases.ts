import { recordList, recordReadings } from '#modules/audit/index.ts'
import { type Grant, grantFor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'

/** By which role somebody sees a case; null where it is lent to them, or they are named. */
const seenBy = (ctx: Ctx, c: Case): Grant | null =>
  grantFor(ctx.actor, 'cases.read', { unit: c.unitId, type: c.type })

/** Somebody opened a case, with the people in it. */
export function recordCase(ctx: Ctx, c: Case, people: readonly Uuid[]): void {
  const by = seenBy(ctx, c)
  recordReadings(ctx, 'case', [c.id], by)
  recordReadings(ctx, 'person', people, by)
}

/** Somebody was shown a case beside a list, because they asked for it. */
export const recordPreview = (ctx: Ctx, c: Case): void =>
  recordReadings(ctx, 'case.preview', [c.id], seenBy(ctx, c))

/** Somebody was shown a list; what of it they see by which role, and as whose deputy, stands apart. */
export function recordWorkList(ctx: Ctx, cases: readonly Case[]): void {
  recordList(
    ctx,
    'case.list',
    [...Map.groupBy(cases, (c) => seenBy(ctx, c))].map(([by, some]) => ({
      by,
      subjects: some.map((c) => c.id),
    })),
  )
}
