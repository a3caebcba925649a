import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** How many wait for a case, apart by how sure that is (docs/adr/0038). */
export interface Waiting {
  /** Whoever reported it, and followers with an account or a confirmed address; each address once. */
  people: number
  /** Voices of people who did not say who they are: at most one a browser, and never quite people. */
  others: number
}

/** What is known of a case that nobody has been counted for: somebody reported it. */
export const nobodyElse: Waiting = { people: 1, others: 0 }

/** One mailbox has as many addresses as people like to write behind a plus. */
export const mailbox = (email: RawBuilder<unknown>) =>
  sql<string>`regexp_replace(lower(${email}), '\\+[^@]*@', '@')`

/**
 * How many wait for each of these cases: whoever reported it or one that was merged into it, its followers, and those
 * who only said "me too". Names nobody. The caller has made sure that the cases are visible.
 */
export async function waitingFor(ctx: Ctx, cases: readonly Uuid[]): Promise<Map<Uuid, Waiting>> {
  if (cases.length === 0) return new Map()
  const tenant = ctx.tenant.id
  // Whoever follows by a letter and by an account, or had reported it, is known by their address.
  const { rows } = await sql<Waiting & { root: Uuid }>`
    with recursive tree (root, id, depth) as (
      select k.id, k.id, 0 from unnest(${[...cases]}::uuid[]) as k (id)
      union all
      select t.root, m.case_id, t.depth + 1 from tree t
      join cases.merge m on m.tenant_id = ${tenant} and m.into_id = t.id and m.undone_at is null
      where t.depth < 20),
    whole as (select t.root, array_agg(t.id) as ids from tree t group by t.root)
    select w.root,
      (select count(*)::int from (
          select distinct coalesce(${mailbox(sql`q.email`)}, p.party_id::text) from cases.party p
          left join parties.party q on q.tenant_id = ${tenant} and q.id = p.party_id
          where p.tenant_id = ${tenant} and p.case_id = any (w.ids)
            and (p.role = 'reporter' or (p.role = 'follower' and p.stopped_at is null))) d)
        + (select count(*)::int from unnest(w.ids) k (id) where not exists (
          select from cases.party p where p.tenant_id = ${tenant} and p.case_id = k.id and p.role = 'reporter'))
        as people,
      (select count(*)::int from cases.supporter s where s.tenant_id = ${tenant} and s.case_id = any (w.ids)) as others
    from whole w`.execute(ctx.db)
  return new Map(rows.map(({ root, people, others }) => [root, { people, others }]))
}
