import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { EmergencyOutcome } from './emergency.ts'
import { visibleCases } from './visible.ts'

export interface Emergency {
  id: Uuid
  account: Uuid
  actorFor: Uuid | null
  /** As it was typed. */
  number: string
  /** Null where it went with the case. */
  reason: string | null
  outcome: EmergencyOutcome
  until: Date | null
  at: Date
}

/** Every attempt to open a case in an emergency, newest first. Throws Forbidden for all but the data protection officer. */
export async function emergencies(
  ctx: Ctx,
  { after }: { after?: { at: string; id: Uuid } | undefined } = {},
  size = 50,
): Promise<{ emergencies: Emergency[]; next: { at: string; id: Uuid } | null }> {
  if (!may(ctx.actor, 'privacy.read')) throw new Forbidden()
  const { rows } = await sql<Emergency>`
    select e.id, e.account_id as account, e.actor_for as "actorFor", e.number, e.reason, e.outcome, e.until, e.at
    from cases.emergency e
    where e.tenant_id = ${ctx.tenant.id}
      and ${after ? sql`(e.at, e.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by e.at desc, e.id desc limit ${size + 1}`.execute(ctx.db)
  const last = rows[size - 1]
  return {
    emergencies: rows.slice(0, size),
    next: rows.length > size && last ? { at: last.at.toISOString(), id: last.id } : null,
  }
}

/** What the actor has opened in an emergency and may still see. */
export async function myEmergencies(ctx: Ctx): Promise<{ number: string; until: Date }[]> {
  if (ctx.actor.kind !== 'staff') return []
  const { rows } = await sql<{ number: string; until: Date }>`
    select c.number, max(a.until) as until from cases.access a
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = a.case_id
    where a.tenant_id = ${ctx.tenant.id} and a.account_id = ${ctx.actor.id} and a.emergency and a.until > ${ctx.now}
      and ${visibleCases(ctx)}
    group by c.number order by until`.execute(ctx.db)
  return rows
}

const YEAR = 365 * 86_400_000

/** After a year it is known that somebody tried, and no longer what they wrote about it. */
export function forgetEmergencyWords(ctx: Ctx): Promise<void> {
  ctx.send(
    `update cases.emergency set reason = null, number = case when case_id is null then '' else number end
     where tenant_id = $1 and at < $2 and reason is not null`,
    [ctx.tenant.id, new Date(ctx.now.getTime() - YEAR)],
  )
  return Promise.resolve()
}
