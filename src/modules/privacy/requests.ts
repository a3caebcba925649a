import { sql } from 'kysely'
import { askForSecond } from '#modules/organisation/index.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid, newId, type Uuid } from '#platform/ids.ts'
import { assertManagesPrivacy, assertReadsPrivacy } from './processings.ts'

export const requestKinds = ['access', 'erasure'] as const
export const identifications = ['tracking', 'counter', 'account'] as const

export interface SubjectRequest {
  id: Uuid
  kind: (typeof requestKinds)[number]
  parties: readonly Uuid[]
  /** How the town made sure of who asks. */
  identifiedBy: (typeof identifications)[number]
  status: 'open' | 'done' | 'refused'
  by: Uuid | null
  at: Date
  /** A month after it came (Art. 12(3) GDPR). */
  dueAt: Date
  decidedBy: Uuid | null
  decidedAt: Date | null
  /** What became of each case, by code. */
  outcome: Json
}

/**
 * Notes that somebody asked what is known of them, or to be forgotten: whoever looks after data protection, or they
 * themselves in their account. Throws Forbidden, Invalid.
 */
export async function openRequest(
  ctx: Ctx,
  input: Pick<SubjectRequest, 'kind' | 'parties' | 'identifiedBy'>,
): Promise<Uuid> {
  if (!isOwn(ctx, input.parties) || input.identifiedBy !== 'account') assertManagesPrivacy(ctx)
  if (input.parties.length === 0 || !input.parties.every(isUuid)) throw new Invalid('privacy.nobody')
  const id = newId()
  await ctx.db
    .insertInto('privacy.request')
    .values({
      tenant_id: ctx.tenant.id,
      id,
      kind: input.kind,
      parties: [...input.parties],
      identified_by: input.identifiedBy,
      status: 'open',
      by: actorId(ctx.actor),
      at: ctx.now,
      due_at: aMonthLater(ctx),
    })
    .execute()
  ctx.emit(
    'request.opened',
    { request: id, kind: input.kind, identified_by: input.identifiedBy },
    { first: true },
  )
  return id
}

const isOwn = ({ actor }: Ctx, parties: readonly Uuid[]): boolean =>
  actor.kind === 'citizen' && parties.every((id) => actor.parties.includes(id))

/** When somebody asked in their account to be forgotten, and nobody has decided yet; null otherwise. */
export async function ownErasureAsked(ctx: Ctx): Promise<Date | null> {
  const { actor } = ctx
  if (actor.kind !== 'citizen' || actor.parties.length === 0) return null
  const { rows } = await sql<{ at: Date }>`
    select r.at from privacy.request r
    where r.tenant_id = ${ctx.tenant.id} and r.kind = 'erasure' and r.status = 'open'
      and r.parties && ${[...actor.parties]}::uuid[]
    order by r.at desc limit 1`.execute(ctx.db)
  return rows[0]?.at ?? null
}

const aMonthLater = (ctx: Ctx): Date =>
  new Date(
    Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime())
      .toZonedDateTimeISO(ctx.tenant.timeZone)
      .add({ months: 1 }).epochMilliseconds,
  )

/** Requests, newest first. Throws Forbidden. */
export async function subjectRequests(ctx: Ctx, limit = 100): Promise<SubjectRequest[]> {
  assertReadsPrivacy(ctx)
  const rows = await ctx.db
    .selectFrom('privacy.request')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(toRequest)
}

/** One by its id. Throws Forbidden, NotFound. */
export async function subjectRequest(ctx: Ctx, id: string, lock?: 'for update'): Promise<SubjectRequest> {
  assertManagesPrivacy(ctx)
  if (!isUuid(id)) throw new NotFound()
  let query = ctx.db
    .selectFrom('privacy.request')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound()
  return toRequest(row)
}

/** The step that a second person agrees to when staff erases somebody for them; who may, holds `privacy.approve`. */
export const ERASE = 'party.erase'

/** Asks a second person to erase. Throws Forbidden, NotFound, Conflict. */
export async function askErasure(ctx: Ctx, id: Uuid): Promise<void> {
  const request = await subjectRequest(ctx, id, 'for update')
  if (request.kind !== 'erasure' || request.status !== 'open') throw new Conflict('privacy.request_state')
  await askForSecond(ctx, { step: ERASE, subject: id, payload: {}, permission: 'privacy.approve' })
  ctx.emit('request.asked', { request: id })
}

/** Closes a request with what became of it; ids and codes only. */
export async function closeRequest(
  ctx: Ctx,
  id: Uuid,
  status: 'done' | 'refused',
  outcome: Json,
  by: Uuid | null = actorId(ctx.actor),
): Promise<void> {
  const request = await subjectRequest(ctx, id, 'for update')
  if (request.status !== 'open') throw new Conflict('privacy.request_state')
  await change(ctx, id, {
    status,
    decided_by: by,
    decided_at: ctx.now,
    outcome: JSON.stringify(outcome),
  })
  ctx.emit(`request.${status}`, { request: id, kind: request.kind })
}

const change = (ctx: Ctx, id: Uuid, values: Record<string, string | Date | null>) =>
  ctx.db
    .updateTable('privacy.request')
    .set(values)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()

interface Row {
  id: string
  kind: string
  parties: string[]
  identified_by: string
  status: string
  by: string | null
  at: Date
  due_at: Date
  decided_by: string | null
  decided_at: Date | null
  outcome: unknown
}

const toRequest = (r: Row): SubjectRequest => ({
  id: r.id,
  kind: r.kind as SubjectRequest['kind'],
  parties: r.parties,
  identifiedBy: r.identified_by as SubjectRequest['identifiedBy'],
  status: r.status as SubjectRequest['status'],
  by: r.by,
  at: r.at,
  dueAt: r.due_at,
  decidedBy: r.decided_by,
  decidedAt: r.decided_at,
  outcome: (r.outcome ?? null) as Json,
})
