import { sql } from 'kysely'
import { assignCase, CHILD, visibleCase } from '#modules/cases/index.ts'
import { organisation, type StaffMember } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { StoredEvent } from '#platform/module.ts'
import { choose } from './choosing.ts'
import { decided } from './proposal.ts'

/** What somebody goes out for: reports, and their parts at other offices by the very same rules (docs/adr/0040). */
const dispatched: ReadonlySet<string> = new Set(['report', CHILD])

/** Finds somebody for a case that came in or was handed over, as its category says. Safe to run twice. */
export async function dispatchCase(ctx: Ctx, event: StoredEvent): Promise<void> {
  const c = await visibleCase(ctx, event.stream, 'for update')
  if (!dispatched.has(c.kind) || c.status === 'closed') return
  if (c.assigneeId || c.authorityId || !c.place || !c.unitId) return
  // Who may know of it is decided by people.
  if (c.restricted) return
  if (await answered(ctx, event)) return
  if (event.type !== 'case.opened') await decided(ctx, c.id) // what was proposed to its former unit is void
  const category = (await catalogue(ctx)).byCode.get(c.type)
  if (!category || category.dispatch === 'none') return
  const org = await organisation(ctx)
  const units = new Set(org.subtree(c.unitId))
  const field = [...org.staff.values()].filter(
    (p: StaffMember) =>
      p.roles.includes('field_worker') && !p.absentUntil && p.units.some((u) => units.has(u)),
  )
  const chosen = choose(
    { place: c.place, skill: category.skill, at: ctx.now, timeZone: ctx.tenant.timeZone },
    field,
    await loadsOf(
      ctx,
      field.map((p) => p.id),
    ),
  )
  if (!chosen) {
    ctx.emit('case.undispatched', { case: c.id, skill: category.skill, asked: field.length, cause: event.id })
    return
  }
  const reason = {
    distance: chosen.distance,
    load: chosen.load,
    skill: category.skill,
    from: chosen.from > ctx.now ? chosen.from.toISOString() : null,
    cause: event.id,
  }
  ctx.send(
    `insert into dispatch.proposal (tenant_id, case_id, account_id, mode, distance_m, load, at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (tenant_id, case_id) do update
       set account_id = excluded.account_id, mode = excluded.mode, distance_m = excluded.distance_m,
           load = excluded.load, at = excluded.at, decided_at = null`,
    [ctx.tenant.id, c.id, chosen.person.id, category.dispatch, chosen.distance, chosen.load, ctx.now],
  )
  if (category.dispatch === 'assign') await assignCase(ctx, c.id, chosen.person.id, { reason })
  else ctx.emit('case.proposed', { case: c.id, to: chosen.person.id, reason, cause: event.id })
}

/** Has this very event found its answer before? Handlers may run twice, the history must not say so twice. */
async function answered(ctx: Ctx, event: StoredEvent): Promise<boolean> {
  const { rows } = await sql`
    select 1 from platform.event e
    where e.tenant_id = ${ctx.tenant.id} and e.stream = ${event.stream} and e.seq > ${event.seq}
      and ${event.id} in (e.payload ->> 'cause', e.payload -> 'reason' ->> 'cause')`.execute(ctx.db)
  return rows.length > 0
}

async function loadsOf(ctx: Ctx, people: readonly Uuid[]): Promise<Map<string, number>> {
  const { rows } = await sql<{ assignee_id: Uuid; n: number }>`
    select c.assignee_id, count(*)::int as n from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.assignee_id = any (${[...people]}::uuid[])
      and c.assignee_id is not null and c.status <> 'closed' and not c.restricted
      and (c.scheduled_for is null or c.scheduled_for < ${new Date(ctx.now.getTime() + 86_400_000)})
    group by c.assignee_id`.execute(ctx.db)
  return new Map(rows.map((r) => [r.assignee_id, r.n]))
}
