import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** Within how many metres somebody may say that something is. */
export const ROUGHLY = [50, 200, 1000] as const
export type Roughly = (typeof ROUGHLY)[number]

/** Better than this a phone rarely knows; it is no news. */
const EXACT_METRES = 30

/** The step that holds an accuracy in metres; null for what is exact. */
export const roughlyOf = (metres: number | null): Roughly | null =>
  metres === null || metres <= EXACT_METRES ? null : (ROUGHLY.find((step) => metres <= step) ?? ROUGHLY[2])

/** Keeps that a report's place is known only roughly; few are. */
export function keepRoughly(ctx: Ctx, caseId: Uuid, metres: Roughly): void {
  ctx.send('insert into reports.rough_place (tenant_id, case_id, metres) values ($1, $2, $3)', [
    ctx.tenant.id,
    caseId,
    metres,
  ])
}
