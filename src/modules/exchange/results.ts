import { addNote, visibleCase, writeToAuthority } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Endpoint } from './endpoint.ts'

type Sent = { id: Uuid; caseId: Uuid; kind: 'request' | 'update' }

const finish = async (ctx: Ctx, id: Uuid, values: Record<string, unknown>): Promise<void> => {
  await ctx.db
    .updateTable('exchange.outgoing')
    .set({ ...values, done_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
}

const setTransfer = async (
  ctx: Ctx,
  endpoint: Uuid,
  caseId: Uuid,
  values: Record<string, unknown>,
): Promise<void> => {
  await ctx.db
    .updateTable('exchange.transfer')
    .set(values)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint)
    .where('case_id', '=', caseId)
    .execute()
}

/** It is about to go out. */
export async function tried(ctx: Ctx, id: Uuid): Promise<void> {
  await ctx.db
    .updateTable('exchange.outgoing')
    .set((eb) => ({
      attempts: eb('attempts', '+', 1),
      unclear: true,
      first_tried_at: eb.fn.coalesce('first_tried_at', eb.val(ctx.now)),
    }))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .execute()
}

/** They have it, under this number or a token for one. */
export async function arrived(
  ctx: Ctx,
  endpoint: Endpoint,
  sent: Sent,
  { id, token }: { id: string | null; token: string | null },
): Promise<void> {
  if (sent.kind === 'request') {
    // A number that stands for another case of ours already is none: their answer was not for this one.
    if (id !== null && (await isTaken(ctx, endpoint.id, id, sent.caseId))) {
      await refused(ctx, endpoint, sent, 'number_taken', null, id)
      return
    }
    await setTransfer(ctx, endpoint.id, sent.caseId, {
      status: id === null ? 'token' : 'sent',
      reason: null,
      remote_id: id,
      token,
      sent_at: ctx.now,
    })
    ctx.emit('case.sent_on', { case: sent.caseId, endpoint: endpoint.id })
  }
  await finish(ctx, sent.id, { status: 'sent', unclear: false, error: null, answer: null, detail: null })
}

export async function isTaken(ctx: Ctx, endpoint: Uuid, remote: string, caseId: Uuid): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('exchange.transfer')
    .select('case_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('endpoint_id', '=', endpoint)
    .where('remote_id', '=', remote)
    .executeTakeFirst()
  return row !== undefined && row.case_id !== caseId
}

/** They do not take it, or nobody can tell whether they have: those who work the case see to it. */
export async function refused(
  ctx: Ctx,
  endpoint: Endpoint,
  sent: Sent,
  why: 'refused' | 'unclear' | 'unmapped' | 'number_taken' | 'gave_up',
  answer: number | null,
  words: string,
): Promise<void> {
  await finish(ctx, sent.id, { status: 'failed', error: why, answer, detail: words || null })
  const c = await visibleCase(ctx, sent.caseId)
  const note = ctx.t(`exchange.note.failed_${why}`, { endpoint: endpoint.name, words, number: c.number })
  if (!c.anonymisedAt) await addNote(ctx, c.id, note)
  if (sent.kind !== 'request') return
  await setTransfer(ctx, endpoint.id, sent.caseId, { status: 'failed', reason: why })
  // Nobody's report ends in a queue: the authority hears of it by mail as it would have without an interface.
  if (endpoint.authorityId && why !== 'unclear' && !c.restricted)
    await writeToAuthority(ctx, c, endpoint.authorityId, `${sent.id}:authority`)
}

/** It is not to be sent any more. */
export async function dropped(ctx: Ctx, endpoint: Endpoint, sent: Sent, why: string): Promise<void> {
  await finish(ctx, sent.id, { status: 'dropped', error: why })
  if (sent.kind === 'request')
    await setTransfer(ctx, endpoint.id, sent.caseId, { status: 'withheld', reason: why })
}
