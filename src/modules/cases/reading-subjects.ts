import { sql } from 'kysely'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Forbidden } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { isCaseNumber } from './visible.ts'

function assertOfficer(ctx: Ctx): void {
  if (!may(ctx.actor, 'privacy.read')) throw new Forbidden()
}

/** What a reading was of: a case by its number, a person by name, a file by its case. */
export interface ReadSubject {
  id: Uuid
  kind: 'case' | 'person' | 'file'
  /** Null where it is gone. */
  label: string | null
}

/** A search finds so many people at most; whoever wants one gives more of the name. */
const MOST_PEOPLE = 20

/**
 * What the data protection officer means by a case's number, a name or an e-mail address. They look after readings of
 * all cases, restricted ones too, so this tells the number and nothing else. Throws Forbidden.
 */
export async function findRead(ctx: Ctx, asked: string): Promise<{ found: ReadSubject[]; ids: Uuid[] }> {
  assertOfficer(ctx)
  const text = asked.trim().slice(0, 200)
  const tenant = ctx.tenant.id
  if (isCaseNumber(text)) {
    const { rows } = await sql<{ id: Uuid }>`
      select c.id from cases.case c where c.tenant_id = ${tenant} and c.number = ${text}`.execute(ctx.db)
    return {
      found: rows.map(({ id }) => ({ id, kind: 'case', label: text })),
      ids: rows.map((r) => r.id),
    }
  }
  if (text.length < 3) return { found: [], ids: [] }
  const like = `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<{ id: Uuid; name: string | null; cases: Uuid[] }>`
    select p.id, p.name, array(
      select cp.case_id::text from cases.party cp where cp.tenant_id = ${tenant} and cp.party_id = p.id) as cases
    from parties.party p
    where p.tenant_id = ${tenant} and p.erased_at is null and (lower(p.name) like ${like} or lower(p.email) = ${text.toLowerCase()})
    order by p.name, p.id limit ${MOST_PEOPLE}`.execute(ctx.db)
  return {
    found: rows.map((r) => ({ id: r.id, kind: 'person', label: r.name })),
    ids: rows.flatMap((r) => [r.id, ...r.cases]),
  }
}

/** What the subjects of readings are called. Throws Forbidden. */
export async function readSubjects(ctx: Ctx, ids: readonly Uuid[]): Promise<Map<Uuid, ReadSubject>> {
  assertOfficer(ctx)
  if (ids.length === 0) return new Map()
  const wanted = sql`any (${[...new Set(ids)]}::uuid[])`
  const tenant = ctx.tenant.id
  const { rows } = await sql<ReadSubject>`
    select c.id, 'case' as kind, c.number as label from cases.case c where c.tenant_id = ${tenant} and c.id = ${wanted}
    union all
    select p.id, 'person', p.name from parties.party p where p.tenant_id = ${tenant} and p.id = ${wanted}
    union all
    select f.id, 'file', c.number from files.file f
    left join cases.case c on c.tenant_id = ${tenant} and c.id = f.folder_id
    where f.tenant_id = ${tenant} and f.id = ${wanted}`.execute(ctx.db)
  return new Map(rows.map((r) => [r.id, r]))
}
