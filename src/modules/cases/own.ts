import { type RawBuilder, sql } from 'kysely'
import { type Knowable, sameAs } from '#modules/parties/index.ts'
import { type Actor, may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { type CaseRow, caseColumns, toCase } from './row.ts'
import { partyTo, visibleCases } from './visible.ts'

/** As which parties of a case the bearer of its link, or a citizen, is part of it. */
export async function ownParties(ctx: Ctx, caseId: Uuid): Promise<Uuid[]> {
  const { actor } = ctx
  if (actor.kind === 'holder') return actor.case === caseId && actor.party ? [actor.party] : []
  if (actor.kind !== 'citizen' || actor.parties.length === 0) return []
  const rows = await ctx.db
    .selectFrom('cases.party')
    .select('party_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('party_id', 'in', [...actor.parties])
    .where('role', '<>', 'follower')
    .orderBy('since')
    .execute()
  return rows.map((row) => row.party_id)
}

/**
 * As whom the actor speaks on a case; null for who holds the link of a report without a name. For an organisation only
 * those speak who may submit for it. Throws Forbidden.
 */
export async function speakingParty(ctx: Ctx, caseId: Uuid): Promise<Uuid | null> {
  const { actor } = ctx
  if (actor.kind === 'holder' && actor.case === caseId) return actor.party
  const [party] = await ownParties(ctx, caseId)
  if (!party) throw new Forbidden()
  if (actor.kind === 'citizen' && actor.organisation && !actor.organisation.powers.includes('submit'))
    throw new Forbidden('citizen.no_power')
  return party
}

/** A case in an account's list, with what was said last. */
export interface OwnCase extends Case {
  lastWord: { direction: 'in' | 'out'; body: string; at: Date } | null
  photos: number
}

/** The citizen's cases, those with news first; `number` for one alone. */
export async function ownCases(
  ctx: Ctx,
  { limit = 200, number }: { limit?: number; number?: string } = {},
): Promise<OwnCase[]> {
  const tenant = ctx.tenant.id
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const { rows } = await sql<
    CaseRow & { said_direction: 'in' | 'out' | null; said: string; said_at: Date; photos: number }
  >`
    select ${columns}, m.direction as said_direction, m.body as said, m.at as said_at,
      (select count(*)::int from files.file f where f.tenant_id = ${tenant} and f.folder_id = c.id
        and f.visibility <> 'internal' and f.removed_at is null) as photos
    from cases.case c
    left join lateral (
      select w.direction, w.body, w.at from cases.message w
      where w.tenant_id = ${tenant} and w.case_id = c.id and w.visibility in ('public', 'parties')
        and not w.restricted
      order by w.at desc, w.id desc limit 1
    ) m on true
    where c.tenant_id = ${tenant} and ${visibleCases(ctx)} and ${partyTo(ctx)}
      and ${number === undefined ? sql`true` : sql`c.number = ${number}`}
    order by c.updated_at desc, c.id desc limit ${limit}`.execute(ctx.db)
  return rows.map((r) => ({
    ...toCase(r),
    photos: r.photos,
    lastWord: r.said_direction ? { direction: r.said_direction, body: r.said, at: r.said_at } : null,
  }))
}

/** One of the citizen's own cases. Throws NotFound for all others, public ones too. */
export async function ownCase(ctx: Ctx, number: string): Promise<OwnCase> {
  const [own] = await ownCases(ctx, { number, limit: 1 })
  if (!own) throw new NotFound()
  return own
}

/** The bearer of a case's link is part of it from now on, as this party of their own. */
export async function joinCase(ctx: Ctx, holder: Actor & { kind: 'holder' }, party: Uuid): Promise<void> {
  const joined = await ctx.db
    .insertInto('cases.party')
    .values({
      tenant_id: ctx.tenant.id,
      case_id: holder.case,
      party_id: party,
      role: 'bearer',
      since: ctx.now,
    })
    .onConflict((oc) =>
      oc
        .columns(['tenant_id', 'case_id', 'party_id'])
        .doUpdateSet({ role: 'bearer' })
        .where('cases.party.role', '=', 'follower'),
    )
    .returning('party_id')
    .executeTakeFirst()
  if (joined) ctx.emit('case.joined', { case: holder.case, party })
}

/**
 * Whether the actor may know that a party exists: one of a case that they may see, or one without any case. Whoever
 * looks after everybody's data (and reads no cases) may know of those whose cases are not all restricted.
 */
export function knowableParty(ctx: Ctx): Knowable {
  const tenant = ctx.tenant.id
  const seen = may(ctx.actor, 'privacy.read')
    ? sql<boolean>`(not c.restricted or ${visibleCases(ctx)})`
    : visibleCases(ctx)
  return (party: RawBuilder<unknown>) => sql<boolean>`(
    not exists (select from cases.party cp where cp.tenant_id = ${tenant} and cp.party_id = ${party})
    or exists (select from cases.party cp
      join cases.case c on c.tenant_id = ${tenant} and c.id = cp.case_id
      where cp.tenant_id = ${tenant} and cp.party_id = ${party} and ${seen}))`
}

export interface SameReporter {
  /** Other names that the town knows them by. */
  names: string[]
  cases: Case[]
}

/**
 * What else the town knows of the people of a case, by decisions that they are the same: other names, and other cases
 * as far as the actor may see them.
 */
export async function sameReporterCases(ctx: Ctx, c: Case, limit = 10): Promise<SameReporter> {
  if (ctx.actor.kind !== 'system' && !may(ctx.actor, 'cases.read')) return { names: [], cases: [] }
  const tenant = ctx.tenant.id
  const own = await ctx.db
    .selectFrom('cases.party')
    .select('party_id')
    .where('tenant_id', '=', tenant)
    .where('case_id', '=', c.id)
    .where('role', '=', 'reporter')
    .execute()
  const mine = own.map((row) => row.party_id)
  const all = await sameAs(ctx, mine)
  if (all.length === 0) return { names: [], cases: [] }
  const columns = sql.join(caseColumns.map((name) => sql.ref(`c.${name}`)))
  const knowable = knowableParty(ctx)
  const [cases, names] = await Promise.all([
    sql<CaseRow>`
      select ${columns} from cases.case c
      where c.tenant_id = ${tenant} and c.id <> ${c.id} and ${visibleCases(ctx)} and c.id in (
        select cp.case_id from cases.party cp
        where cp.tenant_id = ${tenant} and cp.party_id = any (${all}::uuid[]) and cp.role = 'reporter')
      order by c.opened_at desc, c.id desc limit ${limit}`.execute(ctx.db),
    sql<{ name: string }>`
      select distinct p.name from parties.party p
      where p.tenant_id = ${tenant} and p.id = any (${all}::uuid[]) and p.name is not null
        and p.name not in (select q.name from parties.party q
          where q.tenant_id = ${tenant} and q.id = any (${mine}::uuid[]) and q.name is not null)
        and ${knowable(sql`p.id`)} order by p.name`.execute(ctx.db),
  ])
  return { names: names.rows.map((row) => row.name), cases: cases.rows.map(toCase) }
}
