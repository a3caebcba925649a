import { sql } from 'kysely'
import { settings } from '#modules/tenancy/index.ts'
import { grantFor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { isCaseNumber, visibleCases } from './visible.ts'
import { openParts } from './visible-parts.ts'

/** Shorter reasons are none. */
export const SHORTEST_REASON = 20
const LONGEST_REASON = 1000
/** Whoever needs more in an hour is guessing. */
const MOST_AN_HOUR = 10

export type EmergencyOutcome = 'opened' | 'refused' | 'not_needed'

/**
 * Opens a restricted case for the actor for some hours, at a unit where their role allows it. Every attempt is kept
 * for the data protection officer; a number that does not exist, one that is not restricted and one of another unit
 * get the same answer by the same statements. Throws Forbidden, Invalid (reason, too many).
 */
export async function openInEmergency(
  ctx: Ctx,
  { number, reason }: { number: string; reason: string },
): Promise<{ outcome: EmergencyOutcome; until: Date | null }> {
  const { actor } = ctx
  if (actor.kind !== 'staff' || !grantFor(actor, 'cases.emergency')) throw new Forbidden()
  const why = reason.trim()
  if ([...why].length < SHORTEST_REASON)
    throw new Invalid('emergency.reason_short', { least: SHORTEST_REASON })
  if (why.length > LONGEST_REASON) throw new Invalid('emergency.reason_long', { most: LONGEST_REASON })
  await assertNotGuessing(ctx, actor.id)
  const asked = number.trim().slice(0, 30)
  const found = await byNumber(ctx, asked)
  const grant = found && grantFor(actor, 'cases.emergency', { unit: found.unit_id, type: found.type })
  const outcome = outcomeOf(found, grant !== null)
  const { emergencyAccess } = await settings(ctx)
  const opened = outcome === 'opened'
  const until = opened ? new Date(ctx.now.getTime() + emergencyAccess.hours * 3_600_000) : null
  const id = newId()
  if (grant && opened) ctx.actBy(grant)
  ctx.send(
    `insert into cases.emergency (tenant_id, id, account_id, actor_for, number, case_id, reason, outcome, until, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [ctx.tenant.id, id, actor.id, ctx.actingFor, asked, found?.id ?? null, why, outcome, until, ctx.now],
  )
  if (found && until) {
    const parts = [...(found.restricted ? [found.id] : []), ...found.closed_parts]
    ctx.send(
      `insert into cases.access (tenant_id, id, case_id, part_id, account_id, until, emergency, granted_by, at)
       select $1, p.id, $2, p.part, $3, $4, true, $3, $5 from unnest($6::uuid[], $7::uuid[]) as p (id, part)`,
      [ctx.tenant.id, found.id, actor.id, until, ctx.now, parts.map(() => newId()), parts],
    )
    ctx.emit('case.emergency_opened', { case: found.id, emergency: id, until: until.toISOString() })
  }
  return { outcome, until }
}

interface Found {
  id: Uuid
  unit_id: Uuid | null
  type: string
  restricted: boolean
  visible: boolean
  /** Messages and files that are closed to the actor. */
  closed_parts: Uuid[]
}

function outcomeOf(found: Found | null, permitted: boolean): EmergencyOutcome {
  if (!found) return 'refused'
  const { visible, restricted, closed_parts } = found
  if (visible && closed_parts.length === 0) return 'not_needed'
  return permitted && (visible || restricted) ? 'opened' : 'refused'
}

/** Looks past what the actor may see: that is what the emergency is about. */
async function byNumber(ctx: Ctx, number: string): Promise<Found | null> {
  const tenant = ctx.tenant.id
  const { rows } = await sql<Found>`
    select c.id, c.unit_id, c.type, c.restricted, ${visibleCases(ctx)} as visible,
      array(
        select m.id::text from cases.message m
        where m.tenant_id = ${tenant} and m.case_id = c.id and not ${openParts(ctx, 'm')}
        union all
        select f.id::text from files.file f
        where f.tenant_id = ${tenant} and f.folder_id = c.id and f.removed_at is null
          and not ${openParts(ctx, 'f')}
      ) as closed_parts
    from cases.case c
    where c.tenant_id = ${tenant} and c.number = ${isCaseNumber(number) ? number : ''}`.execute(ctx.db)
  return rows[0] ?? null
}

async function assertNotGuessing(ctx: Ctx, account: Uuid): Promise<void> {
  const { n } = await ctx.db
    .selectFrom('cases.emergency')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', account)
    .where('at', '>', new Date(ctx.now.getTime() - 3_600_000))
    .executeTakeFirstOrThrow()
  if (Number(n) >= MOST_AN_HOUR) throw new Invalid('emergency.too_many')
}
