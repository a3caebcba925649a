import { hideMails } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { forgetRendered } from '#platform/rendered.ts'
import type { Case } from './case.ts'
import { changeCase } from './changing.ts'
import { liftChildren, restrictChildren } from './children-restricting.ts'
import { assertDecidesWho, checkNamed, includes, nameReaders, readersOf } from './named.ts'
import type { Named } from './naming.ts'
import { decide } from './publishing.ts'
import { caseFor } from './visible.ts'

/** Why a case is not everybody's: personnel matters, health, the welfare of a child, or else. */
export const restrictionReasons = ['personnel', 'health', 'child_welfare', 'other'] as const
export type RestrictionReason = (typeof restrictionReasons)[number]

export interface NewRestriction {
  reason: RestrictionReason
  named: Named
  /** The actor means to have no access themselves from then on. */
  withoutMe?: boolean
  version?: number
}

/**
 * Limits a case to named people, a unit, or both: for everybody else it is not there any more, neither in public nor in
 * the town hall (docs/adr/0019). Whoever works on it and is not named is released. Also changes whom it is limited to.
 * Throws Invalid for nobody, and for an actor who would lock themselves out without saying so.
 */
export async function restrictCase(
  ctx: Ctx,
  id: Uuid,
  { reason, named, withoutMe = false, version }: NewRestriction,
): Promise<void> {
  const c = await caseFor(ctx, 'restrict', id, version)
  await assertDecidesWho(ctx, c)
  const org = await organisation(ctx)
  checkNamed(org, named)
  if (ctx.actor.kind === 'staff' && !withoutMe && !includes(org, named, ctx.actor.id))
    throw new Invalid('case.locks_oneself_out')
  const before = c.restricted ? await readersOf(ctx, c) : null
  const known = await restrictionOf(ctx, c)
  await nameReaders(ctx, id, id, named)
  await ctx.db
    .insertInto('cases.restriction')
    .values({
      tenant_id: ctx.tenant.id,
      case_id: id,
      reason,
      was_public: known?.wasPublic ?? c.public,
      by_id: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
      at: ctx.now,
    })
    .onConflict((oc) => oc.columns(['tenant_id', 'case_id']).doUpdateSet({ reason }))
    .execute()
  const released = c.assigneeId && !includes(org, named, c.assigneeId) ? c.assigneeId : null
  await changeCase(ctx, c, {
    restricted: true,
    public: false,
    ...(released ? { assignee_id: null } : {}),
  })
  forgetRendered(ctx)
  hideMails(ctx, id)
  await restrictChildren(ctx, c, named)
  ctx.emit('case.restricted', {
    case: id,
    accounts: [...named.accounts],
    unit: named.unit,
    added: named.accounts.filter((account) => !before?.accounts.includes(account)),
    released,
  })
}

/**
 * Opens a restricted case again to all who would see it by their roles; to the public only when it was public before
 * and `publish` says so. Parts that are restricted on their own stay so.
 */
export async function liftRestriction(
  ctx: Ctx,
  id: Uuid,
  { publish = false, version }: { publish?: boolean; version?: number } = {},
): Promise<void> {
  const c = await caseFor(ctx, 'restrict', id, version)
  if (!c.restricted) throw new Conflict('case.not_restricted')
  await assertDecidesWho(ctx, c)
  const restriction = await restrictionOf(ctx, c)
  ctx.send('delete from cases.access where tenant_id = $1 and case_id = $2 and part_id = $2', [
    ctx.tenant.id,
    id,
  ])
  ctx.send('delete from cases.restriction where tenant_id = $1 and case_id = $2', [ctx.tenant.id, id])
  const published = publish && (restriction?.wasPublic ?? false)
  // That it is not public again is said by staff, and its author does not change it.
  if (restriction?.wasPublic && !published) decide(ctx, c, 'withheld')
  await changeCase(ctx, c, { restricted: false, public: published })
  await liftChildren(ctx, c)
  ctx.emit('case.unrestricted', { case: id, public: published })
}

export interface Restriction {
  reason: RestrictionReason
  /** It was public before. */
  wasPublic: boolean
  by: Uuid | null
  at: Date
}

/** Why a case is restricted, and since when; null when it is not. */
export async function restrictionOf(ctx: Ctx, c: Case): Promise<Restriction | null> {
  if (!c.restricted) return null
  const row = await ctx.db
    .selectFrom('cases.restriction')
    .select(['reason', 'was_public', 'by_id', 'at'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .executeTakeFirst()
  return row
    ? { reason: row.reason as RestrictionReason, wasPublic: row.was_public, by: row.by_id, at: row.at }
    : null
}
