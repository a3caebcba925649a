import { sql } from 'kysely'
import { foldEmail } from '#modules/identity/index.ts'
import { partiesById } from '#modules/parties/index.ts'
import { secret } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { hmac } from '#platform/secret.ts'

/** Staff have looked at who asks. Anybody else may have typed a stranger's address, and made the report their own. */
const knowsWhoAsks = ({ actor }: Ctx): boolean => actor.kind === 'staff' || actor.kind === 'system'

/**
 * Where these people are written to, folded: as their accounts have confirmed, and as they said themselves. `confirmed`:
 * without what was only said, so that nobody reads or ends what goes to others; whoever asks for themselves has no more.
 */
export async function addressesOf(
  ctx: Ctx,
  parties: readonly Uuid[],
  { confirmed = !knowsWhoAsks(ctx) } = {},
): Promise<string[]> {
  if (parties.length === 0) return []
  const people = confirmed ? [] : [...(await partiesById(ctx, parties)).values()]
  const said = people.flatMap((p) => (p.email ? [p.email] : []))
  const { rows } = await sql<{ email: string }>`
    select a.email from citizens.account a
    where a.tenant_id = ${ctx.tenant.id} and a.party_id = any (${[...parties]}::uuid[]) and a.email is not null`.execute(
    ctx.db,
  )
  return [...new Set([...said, ...rows.map((r) => r.email)].map(foldEmail))]
}

/**
 * Makes what stands for an address in events, which hold no words: modules above look for it among the addresses that
 * they keep. Made with the key of the tracking links, since that one is there from a town's first report on, and so in every
 * backup in which somebody could be found.
 */
export async function addressDigests(ctx: Ctx): Promise<(address: string) => string> {
  const key = await secret(ctx, 'tracking')
  return (address) => hmac(key, `address ${foldEmail(address)}`).toString('base64url')
}
