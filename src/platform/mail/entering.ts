import type { Outcome } from './post.ts'

/** Longest wait between two tries; after 48 hours of tries a mail counts as failed. */
const LONGEST_PAUSE_MS = 15 * 60_000
const GIVE_UP_AFTER_MS = 48 * 3_600_000

/** `tenant_mail`: the name of a letter on its way, and of its receipt. */
export const keyOf = (tenantId: string, mailId: string): string => `${tenantId}_${mailId}`

const form = /^([0-9a-f-]{36})_([0-9a-f-]{36})$/
export function partsOf(key: string): { tenant: string; mail: string } | null {
  const [, tenant, mail] = form.exec(key) ?? []
  return tenant && mail ? { tenant, mail } : null
}

/** The statement that enters what became of a mail. Entering twice does no harm. */
export function entry(
  tenant: string,
  mail: string,
  outcome: Outcome,
  now: Date,
): { text: string; values: unknown[] } {
  if (outcome.sent)
    return {
      text: `update platform.mail set status = 'sent', sent_at = $3, error = null, leased_until = null
             where tenant_id = $1 and id = $2 and status in ('sending', 'waiting')`,
      values: [tenant, mail, now],
    }
  // Tried again after a pause that doubles; the server's words may repeat the address, its code says enough.
  return {
    text: `update platform.mail set error = $3, leased_until = null,
             status = case when $4 or created_at < $5 then 'failed' else 'waiting' end, refused = $8,
             next_at = $6::timestamptz + least($7, 2000 * 2 ^ least(attempts, 12)) * interval '1 millisecond'
           where tenant_id = $1 and id = $2 and status = 'sending'`,
    values: [
      tenant,
      mail,
      outcome.code,
      outcome.permanent,
      new Date(now.getTime() - GIVE_UP_AFTER_MS),
      now,
      LONGEST_PAUSE_MS,
      outcome.refused ?? false,
    ],
  }
}
