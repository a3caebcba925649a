import { sql } from 'kysely'
import { recordReadings } from '#modules/audit/index.ts'
import { sameAs } from '#modules/parties/index.ts'
import { approvesPrivacy, assertManagesPrivacy, assertReadsPrivacy } from '#modules/privacy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { holderByToken } from './tracking.ts'

/** A case that is not anonymised, by its number, and who brought it: to be held. Null when there is none. Throws Forbidden. */
export async function caseToHold(
  ctx: Ctx,
  number: string,
): Promise<{ id: Uuid; reporter: Uuid | null } | null> {
  assertManagesPrivacy(ctx)
  const { rows } = await sql<{ id: Uuid; reporter: Uuid | null }>`
    select c.id, (select cp.party_id from cases.party cp where cp.tenant_id = ${ctx.tenant.id} and cp.case_id = c.id
      and cp.role = 'reporter' order by cp.since limit 1) as reporter
    from cases.case c
    where c.tenant_id = ${ctx.tenant.id} and c.number = ${number.trim()} and c.anonymised_at is null`.execute(
    ctx.db,
  )
  return rows[0] ?? null
}

/** What held cases and people are called: their number, or that of a case of theirs. Throws Forbidden. */
export async function numbersOf(ctx: Ctx, subjects: readonly Uuid[]): Promise<Map<Uuid, string>> {
  if (!approvesPrivacy(ctx)) assertReadsPrivacy(ctx)
  const ids = [...subjects]
  const { rows } = await sql<{ id: Uuid; number: string }>`
    select c.id, c.number from cases.case c where c.tenant_id = ${ctx.tenant.id} and c.id = any (${ids}::uuid[])
    union all
    select cp.party_id, min(c.number) from cases.party cp
    join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = cp.case_id
    where cp.tenant_id = ${ctx.tenant.id} and cp.party_id = any (${ids}::uuid[]) group by cp.party_id`.execute(
    ctx.db,
  )
  return new Map(rows.map((r) => [r.id, r.number]))
}

export interface FoundPerson {
  id: Uuid
  name: string | null
  email: string | null
  phone: string | null
  numbers: readonly string[]
}

const MOST = 50

/**
 * People who may be meant by an address, a case's number or a tracking link, and those that the town holds for the
 * same. That they were looked up is recorded. Throws Forbidden.
 */
export async function findSubjects(ctx: Ctx, words: string): Promise<FoundPerson[]> {
  assertManagesPrivacy(ctx)
  const said = words.trim()
  if (!said) return []
  const token = /([\w-]{22})\/?$/.exec(said)?.[1]
  const holder = token ? await holderByToken(ctx, token) : null
  const { rows: hits } = await sql<{ id: Uuid }>`
    select p.id from parties.party p
    where p.tenant_id = ${ctx.tenant.id} and p.erased_at is null
      and (lower(p.email) = lower(${said}) or p.id = ${holder?.party ?? null} or p.id in (
        select cp.party_id from cases.party cp join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = cp.case_id
        where cp.tenant_id = ${ctx.tenant.id} and c.number = ${said}))
    limit ${MOST}`.execute(ctx.db)
  return peopleBy(
    ctx,
    await sameAs(
      ctx,
      hits.map((r) => r.id),
    ),
  )
}

/** Some people with the numbers of their cases, for a request; recorded as read. Throws Forbidden. */
export async function peopleBy(ctx: Ctx, ids: readonly Uuid[]): Promise<FoundPerson[]> {
  assertManagesPrivacy(ctx)
  if (ids.length === 0) return []
  const { rows } = await sql<FoundPerson>`
    select p.id, p.name, p.email, p.phone, array(
      select c.number from cases.party cp join cases.case c on c.tenant_id = ${ctx.tenant.id} and c.id = cp.case_id
      where cp.tenant_id = ${ctx.tenant.id} and cp.party_id = p.id and c.anonymised_at is null order by c.opened_at
    ) as numbers
    from parties.party p
    where p.tenant_id = ${ctx.tenant.id} and p.id = any (${[...ids]}::uuid[]) order by p.created_at`.execute(
    ctx.db,
  )
  const known = rows.filter((r) => r.name || r.email || r.phone).map((r) => r.id)
  recordReadings(ctx, 'person', known)
  return rows
}
