import type { Ctx, Json } from '#platform/context/context.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import { decidingGrant } from './four-eyes-rules.ts'
import { organisation } from './organisation.ts'

export interface Approval {
  id: Uuid
  step: string
  subject: Uuid
  payload: { readonly [key: string]: Json }
  permission: string
  unit: Uuid | null
  type: string | null
  askedBy: Uuid
  /** For whom, when a deputy asked. */
  askedFor: Uuid | null
  askedAt: Date
  expiresAt: Date
  decision: 'granted' | 'refused' | 'withdrawn' | 'expired' | null
  decidedBy: Uuid | null
  decidedFor: Uuid | null
  decidedAt: Date | null
  reason: string | null
}

/** An approval as it stands, whoever asks: for the module whose step it is. */
export async function approvalById(ctx: Ctx, id: Uuid, lock?: 'for update'): Promise<Approval | null> {
  if (!isUuid(id)) return null
  let query = ctx.db
    .selectFrom('organisation.approval')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  return row ? toApproval(row) : null
}

/** What waits for a second person about one thing. */
export async function openApprovalsOn(ctx: Ctx, subject: Uuid, step: string): Promise<Approval[]> {
  const rows = await ctx.db
    .selectFrom('organisation.approval')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('subject_id', '=', subject)
    .where('step', '=', step)
    .where('decision', 'is', null)
    .where('expires_at', '>', ctx.now)
    .orderBy('asked_at')
    .execute()
  return rows.map(toApproval)
}

export interface ApprovalLists {
  /** What the actor may decide. */
  toDecide: Approval[]
  /** What they asked for, or another for them, still open or settled in the last two weeks. */
  own: Approval[]
}

const LATELY = 14 * 86_400_000

/** What waits for the actor, and what the actor waits for; newest first. */
export async function openApprovals(ctx: Ctx): Promise<ApprovalLists> {
  const { actor } = ctx
  if (actor.kind !== 'staff') return { toDecide: [], own: [] }
  const { holding } = await organisation(ctx)
  const rows = await ctx.db
    .selectFrom('organisation.approval')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where((eb) =>
      eb.or([
        eb.and([eb('decision', 'is', null), eb('expires_at', '>', ctx.now)]),
        eb.and([eb('asked_by', '=', actor.id), eb('asked_at', '>', new Date(ctx.now.getTime() - LATELY))]),
      ]),
    )
    .orderBy('asked_at', 'desc')
    .limit(500)
    .execute()
  const all = rows.map(toApproval)
  const open = (a: Approval) => !a.decision && a.expiresAt > ctx.now
  return {
    toDecide: all.filter((a) => open(a) && typeof decidingGrant(actor, a, holding) === 'object'),
    own: all.filter((a) => a.askedBy === actor.id || (open(a) && a.askedFor === actor.id)),
  }
}

/** May the actor read this one: as who asked, for whom was asked, or who may decide? */
export async function visibleApproval(ctx: Ctx, id: Uuid): Promise<Approval | null> {
  const asked = await approvalById(ctx, id)
  if (!asked || ctx.actor.kind !== 'staff') return null
  const { holding } = await organisation(ctx)
  const mine = asked.askedBy === ctx.actor.id || asked.askedFor === ctx.actor.id
  return mine || decidingGrant(ctx.actor, asked, holding) !== 'unknown' ? asked : null
}

/** Who may decide it now: the people to tell. */
export async function decidersOf(ctx: Ctx, asked: Approval): Promise<Uuid[]> {
  const { staff, grants, holding } = await organisation(ctx)
  return [...staff.values()]
    .filter((p) => p.active)
    .filter(({ id, name }) => {
      const actor = { kind: 'staff' as const, id, name, grants: grants.get(id) ?? [] }
      return typeof decidingGrant(actor, asked, holding) === 'object'
    })
    .map((p) => p.id)
}

interface Row {
  id: Uuid
  step: string
  subject_id: Uuid
  payload: unknown
  permission: string
  unit_id: Uuid | null
  type: string | null
  asked_by: Uuid
  asked_for: Uuid | null
  asked_at: Date
  expires_at: Date
  decision: string | null
  decided_by: Uuid | null
  decided_for: Uuid | null
  decided_at: Date | null
  reason: string | null
}

const toApproval = (row: Row): Approval => ({
  id: row.id,
  step: row.step,
  subject: row.subject_id,
  payload: row.payload as Approval['payload'],
  permission: row.permission,
  unit: row.unit_id,
  type: row.type,
  askedBy: row.asked_by,
  askedFor: row.asked_for,
  askedAt: row.asked_at,
  expiresAt: row.expires_at,
  decision: row.decision as Approval['decision'],
  decidedBy: row.decided_by,
  decidedFor: row.decided_for,
  decidedAt: row.decided_at,
  reason: row.reason,
})
