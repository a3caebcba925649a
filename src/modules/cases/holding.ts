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

/** A condition on `cases.case c`: neither the case nor any of its people is held for legal proceedings. */
export async function freeCase(ctx: Ctx): Promise<RawBuilder<boolean>> {
  const held = await heldIds(ctx)
  if (held.length === 0) return sql<boolean>`true`
  return sql<boolean>`(c.id <> all (${held}::uuid[]) and not exists (select from cases.party cp
    where cp.tenant_id = ${ctx.tenant.id} and cp.case_id = c.id and cp.party_id = any (${held}::uuid[])))`
}
