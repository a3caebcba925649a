import { createTransport, type Transporter } from 'nodemailer'
import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Platform } from '#platform/platform.ts'

/** Longest wait between two tries; after 48 hours of tries a mail counts as failed. */
const LONGEST_PAUSE_MS = 15 * 60_000
const GIVE_UP_AFTER_MS = 48 * 3_600_000
/** A mail that a killed process was sending is tried again after this long, under the same Message-ID. */
const LEASE_MS = 60_000

let transport: { url: string; transporter: Transporter } | null = null

function transporterOf(url: string): Transporter {
  if (transport?.url !== url) {
    transport?.transporter.close()
    transport = { url, transporter: createTransport(url, { pool: true, maxConnections: 3, disableFileAccess: true, disableUrlAccess: true } as never) as Transporter }
  }
  return transport.transporter
}

export function closeMail(): void {
  transport?.transporter.close()
  transport = null
}

/** Sends what waits in all tenants' outboxes. Safe to run in several processes at once. */
export async function deliverMail(platform: Platform): Promise<void> {
  const url = platform.config.smtpUrl
  if (!url) return
  for (const tenant of await platform.tenants.all()) {
    for (;;) {
      const mails = await claim(platform, tenant)
      if (mails.length === 0) break
      let failed = false
      for (const mail of mails) failed = !(await send(platform, tenant, url, mail)) || failed
      if (failed) break
    }
  }
}

type Claimed = Awaited<ReturnType<typeof claim>>[number]

async function claim(platform: Platform, tenant: Tenant) {
  return inTx(platform, { tenant, actor: system('mail') }, async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.mail')
      .select(['id', 'stream', 'recipient', 'subject', 'body_text', 'body_html', 'headers', 'attempts', 'created_at'])
      .where('tenant_id', '=', tenant.id)
      .where((eb) =>
        eb.or([
          eb.and([eb('status', '=', 'waiting'), eb('next_at', '<=', ctx.now)]),
          eb.and([eb('status', '=', 'sending'), eb('leased_until', '<', ctx.now)]),
        ]),
      )
      .orderBy('next_at')
      .limit(20)
      .forUpdate()
      .skipLocked()
      .execute()
    if (rows.length > 0)
      ctx.send(
        `update platform.mail set status = 'sending', leased_until = $3, attempts = attempts + 1
         where tenant_id = $1 and id = any ($2)`,
        [tenant.id, rows.map((r) => r.id), new Date(ctx.now.getTime() + LEASE_MS)],
      )
    return rows
  })
}

async function send(platform: Platform, tenant: Tenant, url: string, mail: Claimed): Promise<boolean> {
  try {
    const host = new URL(tenant.publicUrl).hostname
    await transporterOf(url).sendMail({
      messageId: `<${mail.id}@${host}>`,
      from: platform.config.mailFrom,
      to: mail.recipient,
      subject: mail.subject,
      text: mail.body_text,
      html: mail.body_html ?? undefined,
      date: mail.created_at,
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...(mail.headers as Record<string, string>),
      },
    })
    await mark(platform, tenant, mail.id, { status: 'sent', sent_at: platform.clock.now(), error: null, leased_until: null })
    return true
  } catch (error) {
    const now = platform.clock.now().getTime()
    const permanent = ((error as { responseCode?: number }).responseCode ?? 0) >= 500
    const over = permanent || now - mail.created_at.getTime() > GIVE_UP_AFTER_MS
    const pause = Math.min(LONGEST_PAUSE_MS, 2000 * 2 ** Math.min(mail.attempts, 12))
    // The server's words may repeat the address; the code says enough.
    const code = String((error as { responseCode?: number; code?: string }).responseCode ?? (error as { code?: string }).code ?? 'error')
    platform.log.warn({ mail: mail.id, code }, 'mail not sent')
    await mark(platform, tenant, mail.id, {
      status: over ? 'failed' : 'waiting',
      next_at: new Date(now + pause),
      error: code,
      leased_until: null,
    })
    return false
  }
}

async function mark(platform: Platform, tenant: Tenant, id: string, values: Record<string, unknown>): Promise<void> {
  await inTx(platform, { tenant, actor: system('mail') }, async (ctx) => {
    await ctx.db.updateTable('platform.mail').set(values).where('tenant_id', '=', tenant.id).where('id', '=', id).execute()
  })
}
