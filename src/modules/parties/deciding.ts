import { sql } from 'kysely'
import { recordChange } from '#modules/audit/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { assertMerges, type Knowable } from './doubles.ts'
import { pointAgain } from './same.ts'

export interface Decision {
  /** The one that was looked at, and those beside it that this is said of. */
  party: Uuid
  others: readonly Uuid[]
  verdict: 'same' | 'different'
  /** Why, in the deciding person's words. */
  note: string
}

const LONGEST_NOTE = 1000

/**
 * Somebody has decided: these are one person, or two. Never done by the program itself. Throws Forbidden, NotFound
 * (unknown, or not to be known by the actor), Invalid (no reason), Conflict (decided meanwhile).
 */
export async function decideDoubles(ctx: Ctx, decision: Decision, knowable: Knowable): Promise<void> {
  assertMerges(ctx)
  const note = decision.note.trim()
  if (!note) throw new Invalid('doubles.note_missing')
  if (note.length > LONGEST_NOTE) throw new Invalid('doubles.note_long', { most: LONGEST_NOTE })
  if (decision.others.length === 0) throw new Invalid('doubles.none_chosen')
  for (const other of [...new Set(decision.others)].sort()) {
    const [a, b] = decision.party < other ? [decision.party, other] : [other, decision.party]
    const pair = await lockPair(ctx, a, b, knowable)
    if (pair.state !== 'open') throw new Conflict('doubles.decided')
    await ctx.db
      .updateTable('parties.double')
      .set({
        state: decision.verdict,
        decided_at: ctx.now,
        decided_by: actorId(ctx.actor),
        note,
        version: pair.version + 1,
      })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('a', '=', a)
      .where('b', '=', b)
      .execute()
    recordChange(ctx, {
      type: decision.verdict === 'same' ? 'party.merged' : 'party.distinguished',
      payload: { party: a, with: b },
      before: null,
      after: { note },
    })
  }
  if (decision.verdict === 'same') await pointAgain(ctx, [decision.party, ...decision.others])
}

/** Takes a decision back: the pair is open again, the pointer is gone, nothing else was ever moved. */
export async function undoDecision(ctx: Ctx, one: Uuid, other: Uuid, knowable: Knowable): Promise<void> {
  assertMerges(ctx)
  const [a, b] = one < other ? [one, other] : [other, one]
  const pair = await lockPair(ctx, a, b, knowable)
  if (pair.state === 'open') throw new Conflict('doubles.open')
  await ctx.db
    .updateTable('parties.double')
    .set({ state: 'open', decided_at: null, decided_by: null, note: null, version: pair.version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('a', '=', a)
    .where('b', '=', b)
    .execute()
  recordChange(ctx, {
    type: pair.state === 'same' ? 'party.parted' : 'party.doubted',
    payload: { party: a, with: b },
    before: { note: pair.note },
    after: null,
  })
  if (pair.state === 'same') await pointAgain(ctx, [a, b])
}

/** The pair, while no other decision is being made: decisions that hang together must see each other. */
async function lockPair(ctx: Ctx, a: Uuid, b: Uuid, knowable: Knowable) {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`parties.double ${ctx.tenant.id}`}, 0))`.execute(
    ctx.db,
  )
  const { rows } = await sql<{ state: 'open' | 'same' | 'different'; note: string | null; version: number }>`
    select d.state, d.note, d.version from parties.double d
    where d.tenant_id = ${ctx.tenant.id} and d.a = ${a} and d.b = ${b}
      and ${knowable(sql`d.a`)} and ${knowable(sql`d.b`)} for update`.execute(ctx.db)
  const pair = rows[0]
  if (!pair) throw new NotFound()
  return pair
}
