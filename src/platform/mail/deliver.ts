import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { eachTenant } from '#platform/each-tenant.ts'
import type { Platform } from '#platform/platform.ts'
import { entry, keyOf, partsOf } from './entering.ts'
import type { Letter, Outcome } from './post.ts'

/**
 * A mail whose fate nobody can tell any more (the whole machine was lost) is tried again after this long, under the
 * same Message-ID. Whoever holds it begins to send within a third of that, and gives up well before the rest.
 */
const LEASE_MS = 60_000
const START_WITHIN_MS = 20_000
const BATCH = 20

/** Sends what waits in all tenants' outboxes. Safe to run in several processes at once. */
export async function deliverMail(platform: Platform): Promise<void> {
  const url = platform.config.smtpUrl
  if (!url) return
  await settle(platform)
  let more = false
  await eachTenant(platform, async (tenant) => {
    const mails = await claim(platform, tenant)
    if (mails.length === 0) return
    const outcomes = await platform.post.deliver(
      url,
      mails.map((mail) => letter(platform, tenant, mail)),
      START_WITHIN_MS,
    )
    await enter(platform, tenant, outcomes)
    more ||= mails.length === BATCH && [...outcomes.values()].some((outcome) => outcome.sent)
  })
  // In turns, so that a long queue is not what a stop has to wait for.
  if (more) platform.signals.mail()
}

type Claimed = Awaited<ReturnType<typeof claim>>[number]

async function claim(platform: Platform, tenant: Tenant) {
  return inTx(platform, { tenant, actor: system('mail') }, async (ctx) => {
    const rows = await ctx.db
      .selectFrom('platform.mail')
      .select(['id', 'recipient', 'subject', 'body_text', 'body_html', 'headers', 'created_at'])
      .where('tenant_id', '=', tenant.id)
      .where('status', 'in', ['waiting', 'sending'])
      .where((eb) =>
        eb.or([
          eb.and([eb('status', '=', 'waiting'), eb('next_at', '<=', ctx.now)]),
          eb.and([eb('status', '=', 'sending'), eb('leased_until', '<', ctx.now)]),
        ]),
      )
      .orderBy('next_at')
      .limit(BATCH)
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

function letter(platform: Platform, tenant: Tenant, mail: Claimed): Letter {
  const { From: from = platform.config.mailFrom, ...headers } = mail.headers as Record<string, string>
  return {
    key: keyOf(tenant.id, mail.id),
    message: {
      messageId: `<${mail.id}@${new URL(tenant.publicUrl).hostname}>`,
      from,
      // As one address: read as a list, what somebody typed could be several, with comments and names.
      to: { name: '', address: mail.recipient },
      subject: mail.subject,
      text: mail.body_text,
      ...(mail.body_html === null ? {} : { html: mail.body_html }),
      date: mail.created_at.toISOString(),
      headers: {
        'Auto-Submitted': 'auto-generated',
        'X-Auto-Response-Suppress': 'All',
        ...headers,
      },
    },
  }
}

/** Enters what receipts tell that a process before us, or a database that was gone, left unentered. */
async function settle(platform: Platform): Promise<void> {
  const left = platform.post.receipts()
  if (left.size === 0) return
  await eachTenant(platform, async (tenant) => {
    await enter(platform, tenant, new Map([...left].filter(([key]) => partsOf(key)?.tenant === tenant.id)))
  })
}

async function enter(
  platform: Platform,
  tenant: Tenant,
  outcomes: ReadonlyMap<string, Outcome>,
): Promise<void> {
  if (outcomes.size === 0) return
  await inTx(platform, { tenant, actor: system('mail') }, async (ctx) => {
    for (const [key, outcome] of outcomes) {
      const { mail } = partsOf(key)!
      if (!outcome.sent) platform.log.warn({ mail, code: outcome.code }, 'mail not sent')
      const { text, values } = entry(tenant.id, mail, outcome, ctx.now)
      ctx.send(text, values)
    }
  })
  platform.post.entered(outcomes.keys())
}
