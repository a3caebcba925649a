import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'

export const mailStatuses = ['waiting', 'sending', 'sent', 'failed', 'kept'] as const
export type MailStatus = (typeof mailStatuses)[number]

export interface OutboxMail {
  id: Uuid
  to: string
  subject: string
  status: MailStatus
  attempts: number
  /** What the mail server answered, as a code. */
  error: string | null
  at: Date
  sentAt: Date | null
  /** The case (or other thing) it speaks of. */
  stream: Uuid | null
}

interface Row {
  id: Uuid
  recipient: string
  subject: string
  status: string
  attempts: number
  error: string | null
  created_at: Date
  sent_at: Date | null
  stream: Uuid | null
}

const toMail = (r: Row): OutboxMail => ({
  id: r.id,
  to: r.recipient,
  subject: r.subject,
  status: r.status as MailStatus,
  attempts: r.attempts,
  error: r.error,
  at: r.created_at,
  sentAt: r.sent_at,
  stream: r.stream,
})

function assertReads(ctx: Ctx): void {
  if (!may(ctx.actor, 'mail.read')) throw new Forbidden()
}

/** The town's outgoing mail, newest first. Throws Forbidden for all who may not read others' mail. */
export async function outbox(
  ctx: Ctx,
  { status, after }: { status?: MailStatus; after?: { at: string; id: Uuid } } = {},
  size = 50,
): Promise<{ mails: OutboxMail[]; next: { at: string; id: Uuid } | null }> {
  assertReads(ctx)
  const tenant = ctx.tenant.id
  const { rows } = await sql<Row>`
    select m.id, m.recipient, m.subject, m.status, m.attempts, m.error, m.created_at, m.sent_at, m.stream
    from platform.mail m
    where m.tenant_id = ${tenant} and not m.restricted
      and ${status ? sql`m.status = ${status}` : sql`true`}
      and ${after ? sql`(m.created_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql`true`}
    order by m.created_at desc, m.id desc limit ${size + 1}`.execute(ctx.db)
  const last = rows[size - 1]
  return {
    mails: rows.slice(0, size).map(toMail),
    next: rows.length > size && last ? { at: last.created_at.toISOString(), id: last.id } : null,
  }
}

/** How many mails are in which state. */
export async function outboxCounts(ctx: Ctx): Promise<Partial<Record<MailStatus, number>>> {
  assertReads(ctx)
  const rows = await ctx.db
    .selectFrom('platform.mail')
    .select((eb) => ['status', eb.fn.countAll<number>().as('n')])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('restricted', '=', false)
    .groupBy('status')
    .execute()
  return Object.fromEntries(rows.map((r) => [r.status, Number(r.n)]))
}

/** One mail with its words. Throws Forbidden, NotFound. */
export async function mailById(
  ctx: Ctx,
  id: string,
): Promise<OutboxMail & { text: string; html: string | null }> {
  assertReads(ctx)
  if (!isUuid(id)) throw new NotFound()
  const { rows } = await sql<Row & { body_text: string; body_html: string | null }>`
    select m.id, m.recipient, m.subject, m.status, m.attempts, m.error, m.created_at, m.sent_at, m.stream,
      m.body_text, m.body_html
    from platform.mail m
    where m.tenant_id = ${ctx.tenant.id} and m.id = ${id} and not m.restricted`.execute(ctx.db)
  const row = rows[0]
  if (!row) throw new NotFound()
  return { ...toMail(row), text: row.body_text, html: row.body_html }
}

/** Mails of a case that became restricted are not shown any more to those who look after the outgoing mail. */
export function hideMails(ctx: Ctx, stream: Uuid): void {
  ctx.send('update platform.mail set restricted = true where tenant_id = $1 and stream = $2', [
    ctx.tenant.id,
    stream,
  ])
}
