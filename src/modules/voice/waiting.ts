import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

interface Group {
  unit: Uuid | null
  type: string
  n: number
  late: number
}

/** Everybody who opens the work list asks for this: it is looked up for all of them every quarter of a minute. */
const KEPT_MS = 15_000
const kept = new Map<Uuid, { until: number; groups: Promise<Group[]> }>()

export const forgetWaiting = (tenant: Uuid): void => {
  kept.delete(tenant)
}

/** How many questions "still there?" wait for a decision where the actor may read cases, and how many are late. */
export async function questionsWaiting(ctx: Ctx): Promise<{ n: number; late: number }> {
  if (!may(ctx.actor, 'cases.read')) return { n: 0, late: 0 }
  const known = kept.get(ctx.tenant.id)
  const groups = known && known.until > performance.now() ? await known.groups : await load(ctx)
  const mine = groups.filter((g) => may(ctx.actor, 'cases.read', g.unit, g.type))
  return { n: sum(mine, 'n'), late: sum(mine, 'late') }
}

const sum = (groups: readonly Group[], of: 'n' | 'late'): number => groups.reduce((all, g) => all + g[of], 0)

/** What is restricted is in no count: it would tell of itself. */
async function load(ctx: Ctx): Promise<Group[]> {
  const groups = sql<Group>`
    select c.unit_id as unit, c.type, count(*)::int as n, (count(*) filter (where q.due_at < ${ctx.now}))::int as late
    from voice.question q join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = q.case_id
    where q.tenant_id = ${ctx.tenant.id} and q.decided_at is null and not c.restricted
    group by c.unit_id, c.type`
    .execute(ctx.db)
    .then((answer) => answer.rows)
  kept.set(ctx.tenant.id, { until: performance.now() + KEPT_MS, groups })
  groups.catch(() => forgetWaiting(ctx.tenant.id))
  return groups
}
