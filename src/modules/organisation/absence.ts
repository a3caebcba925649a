import { recordChange } from '#modules/audit/index.ts'
import { grantFor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Absence } from './deputies.ts'
import { organisation } from './organisation.ts'

const YEAR = 366 * 86_400_000

/** May the actor arrange somebody's absences and deputies: their own, or as head or administrator of one of their units? */
export async function mayArrangeFor(ctx: Ctx, account: Uuid): Promise<boolean> {
  const { actor } = ctx
  if (actor.kind === 'system') return true
  if (actor.kind !== 'staff') return false
  if (actor.id === account) return true
  const person = (await organisation(ctx)).staff.get(account)
  return person?.units.some((unit) => grantFor(actor, 'deputies.manage', { unit }) !== null) ?? false
}

/** Writes down that somebody will not be there. Throws Forbidden, Invalid (`absence.…`), NotFound. */
export async function addAbsence(
  ctx: Ctx,
  { account, from, until }: { account: Uuid; from: Date; until: Date },
): Promise<Uuid> {
  await assertArranges(ctx, account)
  checkTimes(ctx, from, until)
  await changeReference(ctx)
  return insert(ctx, { account, from, until, uid: null })
}

/** Takes an absence back, or ends one that has begun. Throws Forbidden, NotFound. */
export async function removeAbsence(ctx: Ctx, id: Uuid): Promise<void> {
  const found = (await organisation(ctx)).absences.find((a) => a.id === id)
  if (!found) throw new NotFound()
  if (!(await mayArrangeFor(ctx, found.account))) throw new NotFound()
  await changeReference(ctx)
  await remove(ctx, [found])
}

export interface PickedAbsence {
  /** The entry's own, by which it is known when the file is read again. */
  uid: string
  from: Date
  until: Date
}

/**
 * The absences of the actor's own calendar file: entries that were shown and not picked are taken back, the picked ones
 * are as the file has them now. Reading a file twice changes nothing. Throws Forbidden, Invalid (`absence.…`).
 */
export async function importAbsences(
  ctx: Ctx,
  { shown, picked }: { shown: readonly string[]; picked: readonly PickedAbsence[] },
): Promise<{ added: number; removed: number }> {
  if (ctx.actor.kind !== 'staff') throw new Forbidden()
  const account = ctx.actor.id
  const fresh = picked.filter((p) => p.until > ctx.now)
  for (const { from, until } of fresh) checkTimes(ctx, from, until)
  await changeReference(ctx)
  const uids = [...new Set([...shown, ...picked.map((p) => p.uid)])]
  const known = (
    uids.length === 0
      ? []
      : await ctx.db
          .selectFrom('organisation.absence')
          .select(['id', 'account_id as account', 'absent_from as from', 'absent_until as until'])
          .select('calendar_uid as uid')
          .where('tenant_id', '=', ctx.tenant.id)
          .where('account_id', '=', account)
          .where('calendar_uid', 'in', uids)
          .where('absent_until', '>', ctx.now)
          .execute()
  ).map((row) => ({ ...row, source: 'calendar' as const }))
  const key = (a: { uid: string | null; from: Date; until: Date }) =>
    `${a.from.getTime()} ${a.until.getTime()} ${a.uid}`
  const wanted = new Map(fresh.map((p) => [key(p), p]))
  const gone = known.filter((a) => !wanted.has(key(a)))
  for (const a of known) wanted.delete(key(a))
  await remove(ctx, gone)
  for (const p of wanted.values()) await insert(ctx, { account, ...p })
  return { added: wanted.size, removed: gone.length }
}

/** The calendar entries from which the actor's absences were taken, to know them again. */
export async function importedUids(ctx: Ctx): Promise<Set<string>> {
  if (ctx.actor.kind !== 'staff') return new Set()
  const rows = await ctx.db
    .selectFrom('organisation.absence')
    .select('calendar_uid')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('account_id', '=', ctx.actor.id)
    .where('absent_until', '>', ctx.now)
    .execute()
  return new Set(rows.flatMap((row) => row.calendar_uid ?? []))
}

async function assertArranges(ctx: Ctx, account: Uuid): Promise<void> {
  const person = (await organisation(ctx)).staff.get(account)
  if (!person?.active) throw new NotFound()
  if (!(await mayArrangeFor(ctx, account))) throw new Forbidden()
}

function checkTimes(ctx: Ctx, from: Date, until: Date): void {
  if (until <= from) throw new Invalid('absence.order')
  if (until <= ctx.now) throw new Invalid('absence.past')
  if (until.getTime() - ctx.now.getTime() > 3 * YEAR || until.getTime() - from.getTime() > 2 * YEAR)
    throw new Invalid('absence.far')
}

async function insert(
  ctx: Ctx,
  { account, from, until, uid }: { account: Uuid; from: Date; until: Date; uid: string | null },
): Promise<Uuid> {
  const id = newId()
  await ctx.db
    .insertInto('organisation.absence')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      account_id: account,
      absent_from: from,
      absent_until: until,
      source: uid === null ? 'manual' : 'calendar',
      calendar_uid: uid,
      created_at: ctx.now,
    })
    .execute()
  const after = { account, from: from.toISOString(), until: until.toISOString() }
  recordChange(ctx, { type: 'absence.added', payload: { absence: id, account }, before: null, after })
  return id
}

async function remove(ctx: Ctx, gone: readonly Absence[]): Promise<void> {
  if (gone.length === 0) return
  await ctx.db
    .deleteFrom('organisation.absence')
    .where('tenant_id', '=', ctx.tenant.id)
    .where(
      'id',
      'in',
      gone.map((a) => a.id),
    )
    .execute()
  for (const { id, account, from, until } of gone) {
    const before = { account, from: from.toISOString(), until: until.toISOString() }
    recordChange(ctx, { type: 'absence.removed', payload: { absence: id, account }, before, after: null })
  }
}
