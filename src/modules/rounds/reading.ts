import { sql } from 'kysely'
import { visibleCases } from '#modules/cases/index.ts'
import type { Answers } from '#modules/forms/index.ts'
import type { Place } from '#modules/geo/index.ts'
import { may, unitsWhere } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { today } from './managing.ts'
import { type Finding, type Hindrance, type Result, type Run, toRun } from './round.ts'

/** A walk in a list, with how far it is. */
export interface ListedRun extends Run {
  name: string
  /** The category that most defects are of. */
  defectType: string
  stops: number
  seen: number
  defects: number
  /** Not finished, and the days for it are over. */
  late: boolean
}

interface RunRow {
  name: string
  defect_type: string
  days_to_walk: number
  stops: number
  seen: number
  defects: number
}

const runColumns = sql`r.tenant_id, r.id, r.round_id, r.due_on, r.unit_id, r.person_id, r.questions, r.made_at,
  r.finished_at, r.finished_by, r.told_late_at`

const counted = (ctx: Ctx) => sql`
  (select count(*)::int from rounds.stop s where s.tenant_id = ${ctx.tenant.id} and s.run_id = r.id) as stops,
  (select count(distinct f.object_id)::int from rounds.finding f
    where f.tenant_id = ${ctx.tenant.id} and f.run_id = r.id) as seen,
  (select count(distinct f.object_id)::int from rounds.finding f
    where f.tenant_id = ${ctx.tenant.id} and f.run_id = r.id and f.result = 'defect') as defects`

type Row = RunRow & Parameters<typeof toRun>[0]

const listed = (ctx: Ctx, row: Row): ListedRun => {
  const run = toRun(row)
  const { name, defect_type: defectType, stops, seen, defects } = row
  const last = run.dueOn.add({ days: row.days_to_walk })
  const late = !run.finishedAt && Temporal.PlainDate.compare(today(ctx), last) >= 0
  return { ...run, name, defectType, stops, seen, defects, late }
}

/** Units whose walks the actor sees: those where they walk, or look after rounds. */
const unitsSeen = (ctx: Ctx): Uuid[] => [
  ...new Set([...unitsWhere(ctx.actor, 'rounds.walk'), ...unitsWhere(ctx.actor, 'rounds.manage')]),
]

export const mayWalk = (ctx: Ctx, run: Pick<Run, 'unitId'>): boolean =>
  may(ctx.actor, 'rounds.walk', run.unitId)

/** Walks of the actor's units: those to be walked, the most urgent first, or those that are done. Throws Forbidden. */
export async function runsFor(
  ctx: Ctx,
  { done = false, round, limit = 100 }: { done?: boolean; round?: Uuid; limit?: number } = {},
): Promise<ListedRun[]> {
  const units = unitsSeen(ctx)
  if (units.length === 0) throw new Forbidden()
  const { rows } = await sql<Row>`
    select ${runColumns}, o.name, o.defect_type, o.days_to_walk, ${counted(ctx)}
    from rounds.run r
    join rounds.round o on o.tenant_id = ${ctx.tenant.id} and o.id = r.round_id
    where r.tenant_id = ${ctx.tenant.id} and r.unit_id = any (${units}::uuid[])
      and ${done ? sql`r.finished_at is not null` : sql`r.finished_at is null`}
      and ${round ? sql`r.round_id = ${round}` : sql`true`}
    order by r.due_on ${done ? sql`desc` : sql`asc`}, o.name, r.id limit ${limit}`.execute(ctx.db)
  return rows.map((row) => listed(ctx, row))
}

/** One walk. Throws NotFound for other units' too: nobody else needs to know that it is there. */
export async function runById(ctx: Ctx, id: Uuid, lock?: 'for update'): Promise<ListedRun> {
  if (!isUuid(id)) throw new NotFound()
  const { rows } = await sql<Row>`
    select ${runColumns}, o.name, o.defect_type, o.days_to_walk, ${counted(ctx)}
    from rounds.run r
    join rounds.round o on o.tenant_id = ${ctx.tenant.id} and o.id = r.round_id
    where r.tenant_id = ${ctx.tenant.id} and r.id = ${id}
      and ${ctx.actor.kind === 'system' ? sql`true` : sql`r.unit_id = any (${unitsSeen(ctx)}::uuid[])`}
    ${lock ? sql`for update of r` : sql``}`.execute(ctx.db)
  if (!rows[0]) throw new NotFound()
  return listed(ctx, rows[0])
}

export interface Stop {
  position: number
  objectId: Uuid
  label: string
  address: string | null
  place: Place
  /** What was said of it, oldest first; the last one counts. */
  findings: readonly SeenFinding[]
}

export interface SeenFinding extends Finding {
  /** The report's number, when the actor sees it. */
  number: string | null
}

/** The stops of a walk in walking order, with what was seen. The caller has made sure that the walk may be seen. */
export async function stopsOf(ctx: Ctx, run: Uuid): Promise<Stop[]> {
  const stops = await ctx.db
    .selectFrom('rounds.stop')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('run_id', '=', run)
    .orderBy('position')
    .execute()
  const { rows } = await sql<{
    id: Uuid
    object_id: Uuid
    result: Result
    answers: Answers
    reason: Hindrance | null
    case_id: Uuid | null
    by_id: Uuid
    by_for: Uuid | null
    at: Date
    number: string | null
  }>`
    select f.id, f.object_id, f.result, f.answers, f.reason, f.case_id, f.by_id, f.by_for, f.at,
      (select c.number from cases.case c
        where c.tenant_id = ${ctx.tenant.id} and c.id = f.case_id and ${visibleCases(ctx)}) as number
    from rounds.finding f
    where f.tenant_id = ${ctx.tenant.id} and f.run_id = ${run} order by f.at, f.id`.execute(ctx.db)
  const byObject = Map.groupBy(
    rows.map(
      (r): SeenFinding => ({
        id: r.id,
        runId: run,
        objectId: r.object_id,
        result: r.result,
        answers: r.answers,
        reason: r.reason,
        caseId: r.case_id,
        by: r.by_id,
        byFor: r.by_for,
        at: r.at,
        number: r.number,
      }),
    ),
    (finding) => finding.objectId,
  )
  return stops.map((s) => ({
    position: s.position,
    objectId: s.object_id,
    label: s.label,
    address: s.address,
    place: { lat: s.lat, lon: s.lon },
    findings: byObject.get(s.object_id) ?? [],
  }))
}

/** When an object was looked at last on a round, and what was found; for staff. Null when it never was. */
export async function lastSeen(
  ctx: Ctx,
  objectId: Uuid,
): Promise<{ at: Date; result: Result; runId: Uuid; unitId: Uuid } | null> {
  if (ctx.actor.kind !== 'staff' && ctx.actor.kind !== 'system') return null
  const row = await ctx.db
    .selectFrom('rounds.finding as f')
    .innerJoin('rounds.run as r', (join) =>
      join
        .onRef('r.tenant_id', '=', 'f.tenant_id')
        .onRef('r.id', '=', 'f.run_id')
        .on('r.tenant_id', '=', ctx.tenant.id),
    )
    .select(['f.at', 'f.result', 'f.run_id', 'r.unit_id'])
    .where('f.tenant_id', '=', ctx.tenant.id)
    .where('f.object_id', '=', objectId)
    .orderBy('f.at', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  return { at: row.at, result: row.result as Result, runId: row.run_id, unitId: row.unit_id }
}
