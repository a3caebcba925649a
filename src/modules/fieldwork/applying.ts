import {
  addNote,
  closeCase,
  grantOn,
  mayDo,
  notePhoto,
  startCase,
  visibleCase,
  waitingClosure,
} from '#modules/cases/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid } from '#platform/errors.ts'
import { fingerprint } from '#platform/idempotency.ts'
import { type Action, type Applied, fieldOutcomes, strictKinds } from './action.ts'
import { addEntry } from './entries.ts'

const DAY = 86_400_000
/** Longer no phone lies in a drawer with something to say; afterwards it is forgotten what was done already. */
export const OLDEST_DAYS = 60

/** What came of an action that was done before; null when it was not. Throws Invalid when the id is somebody else's. */
export async function doneBefore(ctx: Ctx, action: Action): Promise<Applied | null> {
  const row = await ctx.db
    .selectFrom('fieldwork.applied')
    .select(['account_id', 'fingerprint', 'answer'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', action.id)
    .executeTakeFirst()
  if (!row) return null
  if (row.account_id !== actorId(ctx.actor) || !row.fingerprint.equals(print(action)))
    throw new Invalid('field.id_taken')
  return row.answer as unknown as Applied
}

/**
 * Does what a device says was done, once for each id: whoever sends it again, or at the same time, gets the same
 * answer. Throws NotFound (the case is not theirs to see), Forbidden, Invalid, and Conflict when it would change a case
 * that is no longer what the person saw.
 */
export async function applyAction(ctx: Ctx, sent: Action): Promise<{ answer: Applied; again: boolean }> {
  const age = ctx.now.getTime() - sent.at.getTime()
  if (age > OLDEST_DAYS * DAY) throw new Invalid('field.too_old')
  // Phones whose clock is ahead do not come from the future.
  const action = age < 0 ? { ...sent, at: ctx.now } : sent
  const begun = await ctx.db
    .insertInto('fieldwork.applied')
    .values({
      tenant_id: ctx.tenant.id,
      id: action.id,
      account_id: actorId(ctx.actor)!,
      fingerprint: print(action),
      at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!begun) return { answer: (await doneBefore(ctx, action))!, again: true }
  const answer = await done(ctx, action)
  ctx.send('update fieldwork.applied set answer = $3 where tenant_id = $1 and id = $2', [
    ctx.tenant.id,
    action.id,
    JSON.stringify(answer),
  ])
  return { answer, again: false }
}

/** May the actor do such a thing to this case at all? For what is slow and comes before (photos). */
export async function assertMayAct(ctx: Ctx, action: Pick<Action, 'case' | 'deed'>): Promise<void> {
  const c = await visibleCase(ctx, action.case)
  if (!mayDo(ctx, action.deed.kind === 'photo' ? 'photo' : 'note', c)) throw new Forbidden()
}

async function done(ctx: Ctx, action: Action): Promise<Applied> {
  const { deed } = action
  const c = await visibleCase(ctx, action.case, 'for update')
  // A base from the future was never seen by anybody.
  if (strictKinds.has(deed.kind) && action.base !== c.version)
    throw new Conflict('case.version', { number: c.number })
  switch (deed.kind) {
    case 'arrive':
    case 'time':
    case 'material':
      if (!mayDo(ctx, 'note', c)) throw new Forbidden()
      ctx.actBy(ctx.actor.kind === 'staff' ? grantOn(ctx.actor, 'cases.note', c) : null)
      await addEntry(ctx, action)
      break
    case 'start':
      await startCase(ctx, c.id, action.base)
      break
    case 'photo':
      await notePhoto(ctx, c.id, deed.file, deed.stage)
      break
    case 'note':
      await addNote(ctx, c.id, deed.text)
      break
    case 'finish':
      if (!fieldOutcomes.includes(deed.outcome)) throw new Invalid('field.outcome')
      await closeCase(ctx, c.id, { outcome: deed.outcome, note: deed.note }, action.base)
      break
  }
  const after = await visibleCase(ctx, c.id)
  const waits = deed.kind === 'finish' && (await waitingClosure(ctx, after)) !== null
  return { from: c.version, version: after.version, status: after.status, waits }
}

/** What makes the same id the same action. Upon which version it is sent may change: somebody decides a conflict. */
function print({ case: id, deed }: Action): Buffer {
  // A photo is stored before; of the same picture the same file is found again, unless it was taken out.
  const said = deed.kind === 'photo' ? { kind: deed.kind, stage: deed.stage } : deed
  return fingerprint([
    ['case', id],
    ['deed', JSON.stringify(said)],
  ])
}
