import { type RawBuilder, sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { speakingParty } from './own.ts'

/** What a person said themselves and may therefore take back: as which parties, and whether the report is theirs. */
export interface Author {
  parties: readonly Uuid[]
  /** They brought the case, or bear the link of whoever did. */
  reporter: boolean
}

/**
 * As whose author the bearer of a link or a citizen acts on a case. Who only follows a case has written nothing of it.
 * Throws Forbidden for others' cases, NotFound for who has no words in it.
 */
export async function authorOn(ctx: Ctx, c: Case): Promise<Author> {
  const party = await speakingParty(ctx, c.id)
  const { actor } = ctx
  if (actor.kind === 'holder' && party === null) return { parties: [], reporter: true }
  const asked = actor.kind === 'citizen' ? actor.parties : party ? [party] : []
  const rows = await ctx.db
    .selectFrom('cases.party')
    .select(['party_id', 'role'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('party_id', 'in', [...asked])
    .where('role', 'in', ['reporter', 'bearer'])
    .execute()
  if (rows.length === 0) throw new NotFound()
  return { parties: rows.map((row) => row.party_id), reporter: true }
}

/** A condition on `cases.message m` of a case: words of this author. The first are the reporter's, whoever bears the link. */
export const ownWords = (ctx: Ctx, c: Case, author: Author): RawBuilder<boolean> => sql<boolean>`(
  m.direction = 'in' and m.author_kind = 'party' and m.visibility <> 'internal' and (
    m.author_id = any (${[...author.parties]}::uuid[])
    or (${author.reporter} and (m.author_id is null or m.id = (
      select w.id from cases.message w where w.tenant_id = ${ctx.tenant.id} and w.case_id = ${c.id}
      order by w.at, w.id limit 1)))))`
