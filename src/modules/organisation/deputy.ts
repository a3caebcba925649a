import { recordChange } from '#modules/audit/index.ts'
import { grantFor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { mayArrangeFor } from './absence.ts'
import type { Deputyship } from './deputies.ts'
import { organisation } from './organisation.ts'

const YEAR = 366 * 86_400_000

export type NewDeputyship = Omit<Deputyship, 'id' | 'namedBy'>

/**
 * Names a deputy. People do so for themselves; who manages deputies does so for their people, and where somebody works
 * in other offices too, for the part that lies in their own. Throws Forbidden, NotFound, Invalid and Conflict
 * (`deputy.…`).
 */
export async function nameDeputy(ctx: Ctx, d: NewDeputyship): Promise<Uuid> {
  const { staff, units, deputyships } = await organisation(ctx)
  if (!staff.get(d.absent)?.active) throw new NotFound()
  await assertNames(ctx, d)
  if (d.deputy === d.absent) throw new Invalid('deputy.oneself')
  if (!staff.get(d.deputy)?.active) throw new Invalid('deputy.no_such_colleague')
  if (d.unit && !units.has(d.unit)) throw new Invalid('deputy.no_such_unit')
  if (d.until && d.until <= d.from) throw new Invalid('deputy.order')
  if (d.until && d.until <= ctx.now) throw new Invalid('deputy.past')
  if (Math.max(d.from.getTime(), d.until?.getTime() ?? 0) - ctx.now.getTime() > 3 * YEAR)
    throw new Invalid('deputy.far')
  const types = d.types && d.types.length > 0 ? [...new Set(d.types)].sort() : null
  if (deputyships.some((known) => isSame(known, { ...d, types })))
    throw new Conflict('deputy.named_already', { name: staff.get(d.deputy)!.name })
  await changeReference(ctx)
  const id = newId()
  await ctx.db
    .insertInto('organisation.deputyship')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      absent_id: d.absent,
      deputy_id: d.deputy,
      valid_from: d.from,
      valid_until: d.until,
      unit_id: d.unit,
      types,
      only_when_absent: d.onlyWhenAbsent,
      named_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      named_at: ctx.now,
      active: d.from <= ctx.now && (!d.onlyWhenAbsent || staff.get(d.absent)!.absentUntil !== null),
    })
    .execute()
  recordChange(ctx, {
    type: 'deputyship.named',
    payload: { deputyship: id, absent: d.absent, deputy: d.deputy },
    before: null,
    after: {
      from: d.from.toISOString(),
      until: d.until?.toISOString() ?? null,
      unit: d.unit,
      types,
      only_when_absent: d.onlyWhenAbsent,
    },
  })
  return id
}

/** May the actor end it: both of the two, and who manages deputies at a unit of either? */
export async function mayEnd(ctx: Ctx, d: Deputyship): Promise<boolean> {
  return (await mayArrangeFor(ctx, d.absent)) || (await mayArrangeFor(ctx, d.deputy))
}

/** Ends a deputyship as of now; from the next request on it gives nothing. Throws NotFound. */
export async function endDeputyship(ctx: Ctx, id: Uuid): Promise<void> {
  const found = (await organisation(ctx)).deputyships.find((d) => d.id === id)
  if (!found || !(await mayEnd(ctx, found))) throw new NotFound()
  await changeReference(ctx)
  const ended = await ctx.db
    .updateTable('organisation.deputyship')
    .set({
      ended_at: ctx.now,
      ended_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      active: false,
    })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  if (!ended) throw new NotFound()
  recordChange(ctx, {
    type: 'deputyship.ended',
    payload: { deputyship: id, absent: found.absent, deputy: found.deputy },
    before: { until: found.until?.toISOString() ?? null },
    after: { until: ctx.now.toISOString() },
  })
}

async function assertNames(ctx: Ctx, d: NewDeputyship): Promise<void> {
  const { actor } = ctx
  if (!(await mayArrangeFor(ctx, d.absent))) throw new Forbidden()
  if (actor.kind !== 'staff' || actor.id === d.absent) return
  const manages = (unit: Uuid) => grantFor(actor, 'deputies.manage', { unit }) !== null
  if (d.unit ? manages(d.unit) : (await organisation(ctx)).staff.get(d.absent)!.units.every(manages)) return
  throw new Invalid('deputy.other_offices')
}

/** The same people, the same work, and times that meet. */
const isSame = (a: Deputyship, b: NewDeputyship): boolean =>
  a.absent === b.absent &&
  a.deputy === b.deputy &&
  a.unit === b.unit &&
  String(a.types) === String(b.types) &&
  a.onlyWhenAbsent === b.onlyWhenAbsent &&
  (!b.until || a.from < b.until) &&
  (!a.until || b.from < a.until)
