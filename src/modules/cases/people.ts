import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'

/** Somebody a case is from or about, and how to reach them. */
export interface Person {
  id: Uuid
  role: 'reporter' | 'bearer' | 'subject'
  name: string | null
  email: string | null
  phone: string | null
  lang: string
  /** They asked not to hear of it any more. */
  stopped: boolean
}

/** The people of a case but its followers, who are only counted; the reporter first. For staff who read it, nobody else. */
export async function peopleOf(ctx: Ctx, c: Case): Promise<Person[]> {
  if (ctx.actor.kind !== 'system' && !may(ctx.actor, 'cases.read')) return []
  const rows = await ctx.db
    .selectFrom('cases.party as cp')
    .innerJoin('parties.party as p', (join) =>
      join
        .onRef('p.tenant_id', '=', 'cp.tenant_id')
        .onRef('p.id', '=', 'cp.party_id')
        .on('p.tenant_id', '=', ctx.tenant.id),
    )
    .select(['p.id', 'cp.role', 'p.name', 'p.email', 'p.phone', 'p.lang', 'cp.stopped_at'])
    .where('cp.tenant_id', '=', ctx.tenant.id)
    .where('cp.case_id', '=', c.id)
    .where('cp.role', '<>', 'follower')
    .orderBy('cp.role', 'desc')
    .orderBy('cp.since')
    .execute()
  return rows
    .map(({ stopped_at, role, ...r }) => ({
      ...r,
      role: role as Person['role'],
      stopped: stopped_at !== null,
    }))
    .sort((a, b) => Number(b.role === 'reporter') - Number(a.role === 'reporter'))
}
