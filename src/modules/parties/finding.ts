import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { foldParty } from './folding.ts'

/** Why two parties may be one (texts `doubles.reason.<code>`). */
export const doubleReasons = ['account', 'birth', 'address', 'email', 'phone', 'name'] as const
export type DoubleReason = (typeof doubleReasons)[number]

/** So many new or changed parties are looked at in one transaction. */
const BATCH = 1000
/** So many of those that share a sign are looked at, oldest first; and so many different ones are proposed. */
const LOOK_AT = 40
const PROPOSE = 5

/**
 * Compares parties that are new or were changed with all others, by indexes: each costs a few look-ups, however many
 * others there are. Somebody who has reported a hundred times is proposed against the oldest few, not against all.
 * Answers how many were looked at.
 */
export async function findDoubles(ctx: Ctx, most = BATCH): Promise<number> {
  const tenant = ctx.tenant.id
  const fresh = await ctx.db
    .selectFrom('parties.party')
    .select(['id', 'name', 'email', 'phone', 'address', 'merged_into'])
    .where('tenant_id', '=', tenant)
    .where('folded_at', 'is', null)
    .orderBy('id')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  if (fresh.length === 0) return 0
  const folded = fresh.map((party) => ({ id: party.id, ...foldParty(party) }))
  await sql`
    update parties.party p set name_folded = f.name, address_folded = f.address, email_folded = f.email,
      phone_folded = f.phone, folded_at = ${ctx.now}
    from unnest(${folded.map((f) => f.id)}::uuid[], ${folded.map((f) => f.name)}::text[],
      ${folded.map((f) => f.address)}::text[], ${folded.map((f) => f.email)}::text[],
      ${folded.map((f) => f.phone)}::text[]) as f (id, name, address, email, phone)
    where p.tenant_id = ${tenant} and p.id = f.id`.execute(ctx.db)
  const ids = fresh.map((party) => party.id)
  // What was proposed because of what it says no more is no proposal any more.
  await sql`delete from parties.double d where d.tenant_id = ${tenant} and d.state = 'open'
    and not 'account' = any (d.reasons) and (d.a = any (${ids}::uuid[]) or d.b = any (${ids}::uuid[]))`.execute(
    ctx.db,
  )
  await propose(ctx, await matches(ctx, ids))
  return fresh.length
}

export interface Match {
  /** The parties that stand for either side. */
  one: Uuid
  other: Uuid
  reason: DoubleReason
}

/** Who shares a sign with one of these, sign by sign; parties that are merged stand together. */
async function matches(ctx: Ctx, ids: readonly Uuid[]): Promise<Match[]> {
  const tenant = ctx.tenant.id
  const sign = (reason: DoubleReason, condition: ReturnType<typeof sql>) => sql`
    (select ${reason}::text as reason, coalesce(p.merged_into, p.id) as root from parties.party p
     where p.tenant_id = ${tenant} and ${condition} and p.kind = f.kind and p.id <> f.id order by p.id limit ${LOOK_AT})`
  const signs = sql.join(
    [
      sign('birth', sql`p.birth_date = f.birth_date and p.name_folded = f.name_folded`),
      sign('address', sql`p.address_folded = f.address_folded and p.name_folded = f.name_folded`),
      sign('email', sql`p.email_folded = f.email_folded`),
      sign('phone', sql`p.phone_folded = f.phone_folded`),
      sign(
        'name',
        sql`f.kind = 'organisation' and p.kind = 'organisation' and p.name_folded = f.name_folded`,
      ),
    ],
    sql` union all `,
  )
  const { rows } = await sql<Match>`
    select distinct f.root as one, m.root as other, m.reason
    from (
      select p.id, coalesce(p.merged_into, p.id) as root, p.kind, p.birth_date, p.name_folded, p.address_folded,
        p.email_folded, p.phone_folded
      from parties.party p where p.tenant_id = ${tenant} and p.id = any (${[...ids]}::uuid[]) and p.erased_at is null
    ) f
    cross join lateral (${signs}) m
    where m.root <> f.root
    order by 1, 2`.execute(ctx.db)
  const near = Map.groupBy(rows, (match) => `${match.one} ${match.reason}`)
  return [...near.values()].flatMap((some) => some.slice(0, PROPOSE))
}

/** Puts pairs up for decision, unless it was decided already that they (or those merged with them) are two. */
export async function propose(ctx: Ctx, found: readonly Match[]): Promise<void> {
  if (found.length === 0) return
  const tenant = ctx.tenant.id
  const pairs = new Map<string, { a: Uuid; b: Uuid; reasons: Set<DoubleReason> }>()
  for (const { one, other, reason } of found) {
    const [a, b] = one < other ? [one, other] : [other, one]
    const pair = pairs.get(`${a} ${b}`) ?? { a, b, reasons: new Set() }
    pairs.set(`${a} ${b}`, { ...pair, reasons: pair.reasons.add(reason) })
  }
  const all = [...new Set([...pairs.values()].flatMap(({ a, b }) => [a, b]))]
  const { rows: apart } = await sql<{ a: Uuid; b: Uuid }>`
    select coalesce(pa.merged_into, pa.id) as a, coalesce(pb.merged_into, pb.id) as b
    from parties.double d
    join parties.party pa on pa.tenant_id = ${tenant} and pa.id = d.a
    join parties.party pb on pb.tenant_id = ${tenant} and pb.id = d.b
    where d.tenant_id = ${tenant} and d.state = 'different'
      and (pa.id = any (${all}::uuid[]) or pa.merged_into = any (${all}::uuid[])
        or pb.id = any (${all}::uuid[]) or pb.merged_into = any (${all}::uuid[]))`.execute(ctx.db)
  for (const { a, b } of apart) pairs.delete(a < b ? `${a} ${b}` : `${b} ${a}`)
  const rows = [...pairs.values()]
  if (rows.length === 0) return
  await ctx.db
    .insertInto('parties.double')
    .values(
      rows.map(({ a, b, reasons }) => ({
        tenant_id: tenant,
        a,
        b,
        reasons: doubleReasons.filter((reason) => reasons.has(reason)),
        state: 'open',
        found_at: ctx.now,
      })),
    )
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'a', 'b'])
        .doUpdateSet((eb) => ({ reasons: eb.ref('excluded.reasons') }))
        .where('parties.double.state', '=', 'open'),
    )
    .execute()
}

/** The schedule: until all are looked at, or enough for one transaction. */
export async function findAllDoubles(ctx: Ctx): Promise<void> {
  for (let batches = 0; batches < 5; batches++) if ((await findDoubles(ctx)) < BATCH) return
}
