import { sql } from 'kysely'
import { settings } from '#modules/tenancy/index.ts'
import type { TrustLevel } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { hashToken } from '#platform/secret.ts'
import { type Citizen, citizenOf } from './account.ts'

interface Row {
  id: Uuid
  party_id: Uuid
  name: string | null
  email: string | null
  level: TrustLevel
  seen_at: Date
  claimed: Uuid[]
  org_id: Uuid | null
  org_party: Uuid | null
  org_name: string | null
  powers: string[] | null
}

/**
 * Whose session a cookie names, with what they may see right now; null when it is unknown, idle for too long, over, or
 * the account is closed. Powers are read at every request: what was revoked is gone at once, and a session that acted
 * for an organisation acts for its person again.
 */
export async function citizenBySession(ctx: Ctx, token: string): Promise<Citizen | null> {
  const { accounts } = await settings(ctx)
  const tenant = ctx.tenant.id
  const hash = hashToken(token)
  const idle = new Date(ctx.now.getTime() - accounts.idleMinutes * 60_000)
  const { rows } = await sql<Row>`
    select a.id, a.party_id, p.name, a.email, s.level, s.seen_at,
      array(select c.party_id::text from citizens.claim c where c.tenant_id = ${tenant} and c.account_id = a.id) as claimed,
      o.id as org_id, o.party_id as org_party, op.name as org_name, m.powers
    from citizens.session s
    join citizens.account a on a.tenant_id = ${tenant} and a.id = s.account_id and a.disabled_at is null
    join parties.party p on p.tenant_id = ${tenant} and p.id = a.party_id
    left join citizens.member m on m.tenant_id = ${tenant} and m.organisation_id = s.organisation_id
      and m.account_id = a.id and m.revoked_at is null
    left join citizens.organisation o on o.tenant_id = ${tenant} and o.id = m.organisation_id
      and o.confirmed_at is not null and o.refused_at is null
    left join parties.party op on op.tenant_id = ${tenant} and op.id = o.party_id
    where s.tenant_id = ${tenant} and s.token_hash = ${hash} and s.expires_at > ${ctx.now} and s.seen_at > ${idle}`.execute(
    ctx.db,
  )
  const row = rows[0]
  if (!row) return null
  const minuteAgo = new Date(ctx.now.getTime() - 60_000)
  // Not at every request: a row rewritten once a minute is enough to tell idle from busy.
  if (row.seen_at <= minuteAgo)
    ctx.send(
      'update citizens.session set seen_at = $3 where tenant_id = $1 and token_hash = $2 and seen_at <= $4',
      [tenant, hash, ctx.now, minuteAgo],
    )
  const person = { kind: 'citizen', id: row.id, name: row.name ?? row.email ?? '', level: row.level } as const
  if (!row.org_id || !row.org_party) return { ...person, parties: [row.party_id, ...row.claimed] }
  const powers = row.powers ?? []
  return {
    ...person,
    parties: powers.includes('read') ? [row.org_party] : [],
    organisation: { id: row.org_id, party: row.org_party, name: row.org_name ?? '', powers },
  }
}

/** From now on this session acts for an organisation (null: for its person). Throws NotFound for one without powers. */
export async function actFor(ctx: Ctx, token: string, organisation: Uuid | null): Promise<void> {
  const { id } = citizenOf(ctx)
  if (organisation) {
    const { rows } = await sql<{ ok: number }>`
      select 1 as ok from citizens.member m
      join citizens.organisation o on o.tenant_id = ${ctx.tenant.id} and o.id = m.organisation_id
      where m.tenant_id = ${ctx.tenant.id} and m.organisation_id = ${organisation} and m.account_id = ${id}
        and m.revoked_at is null and o.confirmed_at is not null and o.refused_at is null`.execute(ctx.db)
    if (rows.length === 0) throw new NotFound()
  }
  await ctx.db
    .updateTable('citizens.session')
    .set({ organisation_id: organisation })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('token_hash', '=', hashToken(token))
    .where('account_id', '=', id)
    .execute()
}
