import type { Ctx } from '#platform/context/context.ts'
import { newId } from '#platform/ids.ts'

export interface OutgoingMail {
  /** The same words make the same mail: a handler that runs twice queues it once. */
  dedupe: string
  /** The case (or other stream) it speaks of; also makes the Message-ID. */
  stream: string | null
  to: string
  subject: string
  text: string
  html: string
  /** The town's own sender; the program's when there is none. */
  from?: string
  headers?: Record<string, string>
  lang: string
  /** Not to be shown to those who look after the outgoing mail. */
  restricted?: boolean
}

/** Puts a mail into the outbox of this transaction; the worker sends it after the commit, once. */
export function queueMail(ctx: Ctx, mail: OutgoingMail): void {
  ctx.send(
    `insert into platform.mail
       (tenant_id, id, dedupe, stream, recipient, subject, body_text, body_html, headers, lang, status, next_at, created_at,
        restricted)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12, $13)
     on conflict (tenant_id, dedupe) do nothing`,
    [
      ctx.tenant.id,
      newId(),
      mail.dedupe,
      mail.stream,
      mail.to,
      mail.subject,
      mail.text,
      mail.html,
      JSON.stringify({ ...mail.headers, ...(mail.from ? { From: mail.from } : {}) }),
      mail.lang,
      ctx.platform.config.smtpUrl ? 'waiting' : 'kept',
      ctx.now,
      mail.restricted ?? false,
    ],
  )
  ctx.afterCommit(() => ctx.platform.signals.mail())
}
