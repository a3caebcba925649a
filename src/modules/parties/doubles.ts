import { type RawBuilder, sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { DoubleReason } from './finding.ts'
import { type Party, partiesById } from './party.ts'

/** Whether the actor may know of a party, as a condition on its id: the modules above know by which cases. */
export type Knowable = (party: RawBuilder<unknown>) => RawBuilder<boolean>

export type DoubleState = 'open' | 'same' | 'different'

/** Two parties that may be one. */
export interface Double {
  a: Uuid
  b: Uuid
  reasons: DoubleReason[]
  state: DoubleState
  foundAt: Date
  decidedAt: Date | null
  decidedBy: Uuid | null
  note: string | null
  version: number
}

export function assertMerges(ctx: Ctx): void {
  if (!may(ctx.actor, 'parties.merge')) throw new Forbidden()
}

/** A condition that both sides of the pair `d` stand for themselves, are not erased, and may be known by the actor. */
const bothKnown = (ctx: Ctx, knowable: Knowable, state: DoubleState): RawBuilder<boolean> =>
  sql<boolean>`${knowable(sql`d.a`)} and ${knowable(sql`d.b`)}
    and not exists (select from parties.party p where p.tenant_id = ${ctx.tenant.id} and p.id in (d.a, d.b)
      and (p.erased_at is not null or ${state === 'open' ? sql`p.merged_into is not null` : sql`false`}))`

const columns = sql`d.a, d.b, d.reasons, d.state, d.found_at as "foundAt", d.decided_at as "decidedAt",
  d.decided_by as "decidedBy", d.note, d.version`

export interface DoubleGroup {
  party: Party
  /** The others, with what speaks for each. */
  doubles: Double[]
  others: Party[]
}

/** Pairs in a state, newest first. Throws Forbidden. */
export async function doubles(
  ctx: Ctx,
  knowable: Knowable,
  state: DoubleState,
  { limit = 50, offset = 0 } = {},
): Promise<{ pairs: Double[]; more: boolean; parties: Map<Uuid, Party> }> {
  assertMerges(ctx)
  const { rows } = await sql<Double>`
    select ${columns} from parties.double d
    where d.tenant_id = ${ctx.tenant.id} and d.state = ${state} and ${bothKnown(ctx, knowable, state)}
    order by ${state === 'open' ? sql`d.found_at` : sql`d.decided_at`} desc, d.a, d.b
    limit ${limit + 1} offset ${offset}`.execute(ctx.db)
  const pairs = rows.slice(0, limit)
  const parties = await partiesById(ctx, [...new Set(pairs.flatMap(({ a, b }) => [a, b]))])
  return { pairs, more: rows.length > limit, parties }
}

/** All that is open about one party, for looking at side by side; null when there is nothing. Throws Forbidden. */
export async function doublesOf(ctx: Ctx, party: Uuid, knowable: Knowable): Promise<DoubleGroup | null> {
  assertMerges(ctx)
  const { rows } = await sql<Double>`
    select ${columns} from parties.double d
    where d.tenant_id = ${ctx.tenant.id} and d.state = 'open' and (d.a = ${party} or d.b = ${party})
      and ${bothKnown(ctx, knowable, 'open')}
    order by cardinality(d.reasons) desc, d.found_at, d.a, d.b limit 20`.execute(ctx.db)
  if (rows.length === 0) return null
  const other = (d: Double): Uuid => (d.a === party ? d.b : d.a)
  const all = await partiesById(ctx, [party, ...rows.map(other)])
  return { party: all.get(party)!, doubles: rows, others: rows.map((d) => all.get(other(d))!) }
}
