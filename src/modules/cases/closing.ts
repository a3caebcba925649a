import { authorities } from '#modules/responsibility/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { type Case, CHILD, type Outcome } from './case.ts'
import { addMessage, changeCase } from './changing.ts'
import { parentOf } from './children.ts'
import { askToClose, closingNeedsSecond, dropWaiting } from './closing-by-two.ts'
import { assertPartsSeen, partsEndedWith, type SeenParts } from './closing-parts.ts'
import { caseFor, visibleCase } from './visible.ts'

export interface Closure {
  outcome: Outcome
  /** A public word to the reporter. */
  note?: string | undefined
  /** Whose it is, when it is not ours. */
  authorityId?: Uuid | null
  /** The other case, by id or number, when this one repeats it. */
  duplicateOf?: string | null
  /** The parts on which other offices still work, as they were seen: they are closed with it, or left to themselves. */
  parts?: SeenParts | undefined
  /** The merge by which it ends as a duplicate (merging.ts). */
  merge?: Uuid
}

/**
 * Closes a case with its outcome. Where the town wants two people for that, the second is asked and the case waits.
 * Throws Conflict if its status does not allow it, Invalid if the outcome lacks its reason.
 */
export async function closeCase(ctx: Ctx, id: Uuid, closure: Closure, version?: number): Promise<void> {
  const c = await caseFor(ctx, 'close', id, version)
  if (await anyNeedsSecond(ctx, c, closure)) {
    await checkedClosure(ctx, c, closure)
    await askToClose(ctx, c, closure)
  } else await closeLocked(ctx, c, closure)
}

/** The case, or one of the parts that end with it: a part is no way around the second person. */
async function anyNeedsSecond(ctx: Ctx, c: Case, { outcome, parts }: Closure): Promise<boolean> {
  if (await closingNeedsSecond(ctx, c, outcome)) return true
  for (const part of await partsEndedWith(ctx, c, parts))
    if (await closingNeedsSecond(ctx, part, outcome)) return true
  return false
}

/** `two`: who asked and who agreed, where it took both. */
export async function closeLocked(
  ctx: Ctx,
  c: Case,
  closure: Closure,
  two?: { asked_by: Uuid; asked_for: Uuid | null; confirmed_by: Uuid | null },
): Promise<void> {
  const { note } = closure
  const original = await checkedClosure(ctx, c, closure)
  const by = two ? { kind: 'staff', id: two.asked_by } : { kind: ctx.actor.kind, id: actorId(ctx.actor) }
  for (const child of await partsEndedWith(ctx, c, closure.parts)) {
    await end(ctx, child, closure, { original, by, two, message: null, whole: c.id })
    await dropWaiting(ctx, child)
  }
  const message = note?.trim()
    ? addMessage(ctx, c.id, {
        body: note.trim(),
        channel: 'web',
        direction: 'out',
        visibility: c.public ? 'public' : 'parties',
        ...(two && { author: by }),
      })
    : null
  await end(ctx, c, closure, { original, by, two, message })
  if (!two) await dropWaiting(ctx, c)
}

interface End {
  original: Case | null
  by: { kind: string; id: Uuid | null }
  two: { asked_by: Uuid; asked_for: Uuid | null; confirmed_by: Uuid | null } | undefined
  message: Uuid | null
  /** Closed with the case that it is a part of. */
  whole?: Uuid
}

/** The row, the closure and the event of a case that ends. */
async function end(
  ctx: Ctx,
  c: Case,
  { outcome, authorityId, merge }: Closure,
  { original, by, two, message, whole }: End,
): Promise<void> {
  await changeCase(ctx, c, {
    status: 'closed',
    outcome,
    closed_at: ctx.now,
    ...(authorityId ? { authority_id: authorityId } : {}),
  })
  ctx.send(
    `insert into cases.closure (tenant_id, id, case_id, outcome, authority_id, duplicate_of, by_kind, by_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ctx.tenant.id,
      newId(),
      c.id,
      outcome,
      authorityId ?? null,
      original?.id ?? null,
      by.kind,
      by.id,
      ctx.now,
    ],
  )
  ctx.emit('case.closed', {
    case: c.id,
    outcome,
    message,
    authority: authorityId ?? null,
    original: original?.id ?? null,
    ...(whole && { whole }),
    ...(merge && { merge }),
    ...two,
  })
}

/** What the outcome must say is there; the other case, where this one repeats it. Throws Invalid. */
export async function checkedClosure(
  ctx: Ctx,
  c: Case,
  { outcome, note, authorityId, duplicateOf, parts }: Closure,
): Promise<Case | null> {
  if (outcome === 'no_action' && !note?.trim()) throw new Invalid('case.reason_missing')
  if (outcome === 'not_responsible' && !authorityId && !note?.trim())
    throw new Invalid('case.authority_missing')
  if (outcome === 'duplicate' && !duplicateOf) throw new Invalid('case.original_missing')
  const original = outcome === 'duplicate' ? await originalOf(ctx, duplicateOf!) : null
  if (authorityId && !(await authorities(ctx)).some((a) => a.id === authorityId))
    throw new Invalid('case.no_such_authority')
  if (original?.id === c.id) throw new Invalid('case.own_duplicate')
  // The case that stays open would tell everybody that the other one is there.
  if (original?.restricted && !c.restricted) throw new Invalid('case.original_restricted')
  if (original) await assertNoWayAround(ctx, c, original)
  // A part does not repeat what it is a part of: nobody would be left who does it.
  if (original && c.kind === CHILD && (await parentOf(ctx, c.id)) === original.id)
    throw new Invalid('case.own_whole')
  await assertPartsSeen(ctx, c, parts)
  return original
}

/** Where ending a case without action takes two people, saying that it repeats one where it does not is no way around. */
async function assertNoWayAround(ctx: Ctx, c: Case, original: Case): Promise<void> {
  if (
    (await closingNeedsSecond(ctx, c, 'no_action')) &&
    !(await closingNeedsSecond(ctx, original, 'no_action'))
  )
    throw new Invalid('case.merge_four_eyes')
}

async function originalOf(ctx: Ctx, idOrNumber: string): Promise<Case> {
  try {
    const original = await visibleCase(ctx, idOrNumber.trim())
    // Nobody outside of the town hall knows of a part; what a report repeats is the whole.
    if (original.kind === CHILD) throw new Invalid('case.original_unknown')
    return original
  } catch (error) {
    throw error instanceof NotFound ? new Invalid('case.original_unknown') : error
  }
}
