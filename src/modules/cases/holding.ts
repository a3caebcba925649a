import { type RawBuilder, sql } from 'kysely'
import { sameAs } from '#modules/parties/index.ts'
import { heldNow } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** Everything that is held now: cases, people, and whoever the town holds for the same person. */
export async function heldIds(ctx: Ctx): Promise<Uuid[]> {
  const held = await heldNow(ctx)
  return held.length === 0 ? [] : sameAs(ctx, held)
}

/**
 * A condition on `cases.case c`: neither the case nor any of its people is held for legal proceedings, and no case that
 * it was merged into is still being worked on, of which its people wait for news.
 */
export async function freeCase(ctx: Ctx): Promise<RawBuilder<boolean>> {
  const held = await heldIds(ctx)
  const alone = sql<boolean>`not exists (select from cases.merge m
    join cases.case k on k.tenant_id = ${ctx.tenant.id} and k.id = m.into_id
    where m.tenant_id = ${ctx.tenant.id} and m.case_id = c.id and m.undone_at is null and k.status <> 'closed')`
  if (held.length === 0) return alone
  // What was merged into a held case is part of what was known of it, through others too.
  const whole = sql`with recursive tree (id, depth) as (
      select h.id, 0 from unnest(${held}::uuid[]) as h (id)
      union all
      select m.case_id, t.depth + 1 from tree t
      join cases.merge m on m.tenant_id = ${ctx.tenant.id} and m.into_id = t.id and m.undone_at is null
      where t.depth < 20)
    select t.id from tree t`
  return sql<boolean>`(${alone} and c.id not in (${whole}) and not exists (select from cases.party cp
    where cp.tenant_id = ${ctx.tenant.id} and cp.case_id = c.id and cp.party_id = any (${held}::uuid[])))`
}
