import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { assertManagesPrivacy, assertReadsPrivacy } from './processings.ts'

export const LONGEST_REASON = 500

export interface Hold {
  id: Uuid
  kind: 'case' | 'party'
  subject: Uuid
  reason: string
  until: Date | null
  by: Uuid | null
  at: Date
}

/** Whatever is held now: ids of cases and of people. There are few at any time. */
export async function heldNow(ctx: Ctx): Promise<Uuid[]> {
  const rows = await ctx.db
    .selectFrom('privacy.hold')
    .select('subject_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', ctx.now)]))
    .execute()
  return [...new Set(rows.map((r) => r.subject_id))]
}

/** Keeps a case or a person for legal proceedings. Throws Forbidden, Invalid. */
export async function placeHold(
  ctx: Ctx,
  { kind, subject, reason, until }: { kind: Hold['kind']; subject: Uuid; reason: string; until: Date | null },
): Promise<Uuid> {
  assertManagesPrivacy(ctx)
  if (!reason.trim() || reason.trim().length > LONGEST_REASON) throw new Invalid('privacy.reason')
  if (until && until <= ctx.now) throw new Invalid('privacy.until_past')
  const id = newId()
  await ctx.db
    .insertInto('privacy.hold')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      kind,
      subject_id: subject,
      reason: reason.trim(),
      until,
      by: actorId(ctx.actor),
      at: ctx.now,
    })
    .execute()
  ctx.emit('hold.placed', { hold: id, kind, subject, until: until?.toISOString() ?? null }, { first: true })
  return id
}

/** The holds that stand, oldest first. Throws Forbidden. */
export async function holds(ctx: Ctx): Promise<Hold[]> {
  assertReadsPrivacy(ctx)
  const rows = await ctx.db
    .selectFrom('privacy.hold')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('lifted_at', 'is', null)
    .where((eb) => eb.or([eb('until', 'is', null), eb('until', '>', ctx.now)]))
    .orderBy('at')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    kind: r.kind as Hold['kind'],
    subject: r.subject_id,
    reason: r.reason,
    until: r.until,
    by: r.by,
    at: r.at,
  }))
}

/** What was held is gone: the reasons, in which people may be named, go too. For erasers. */
export function forgetReasons(ctx: Ctx, subjects: readonly Uuid[]): void {
  ctx.send(
    `update privacy.hold set reason = '' where tenant_id = $1 and subject_id = any ($2::uuid[]) and reason <> ''`,
    [ctx.tenant.id, [...subjects]],
  )
}
