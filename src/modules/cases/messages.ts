import { sql } from 'kysely'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'
import { openParts } from './visible-parts.ts'

export interface Message {
  id: Uuid
  channel: string
  direction: 'in' | 'out' | 'internal'
  visibility: 'public' | 'parties' | 'internal'
  authorKind: string
  authorId: Uuid | null
  /** The name of a member of staff, for their colleagues; null for and of everyone else. */
  authorName: string | null
  body: string
  lang: string | null
  /** Only named people of the town hall know of it. */
  restricted: boolean
  at: Date
}

const readable = {
  public: ['public'],
  parties: ['public', 'parties'],
  internal: ['public', 'parties', 'internal'],
}

/** What was said on a case, oldest first, as far as this audience may read it. */
export async function messagesOf(
  ctx: Ctx,
  c: Case,
  audience: 'public' | 'parties' | 'internal',
): Promise<Message[]> {
  const staff = (await organisation(ctx)).staff
  const rows = await ctx.db
    .selectFrom('cases.message')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', c.id)
    .where('visibility', 'in', readable[audience])
    .where(openParts(ctx, 'cases.message'))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    channel: r.channel,
    direction: r.direction as Message['direction'],
    visibility: r.visibility as Message['visibility'],
    authorKind: r.author_kind,
    authorId: r.author_id,
    authorName:
      audience === 'internal' && r.author_kind === 'staff'
        ? (staff.get(r.author_id ?? '')?.name ?? null)
        : null,
    body: r.body,
    lang: r.lang,
    restricted: r.restricted,
    at: r.at,
  }))
}

/** How each of some cases begins, for lists; the caller has made sure that they are visible. */
export async function firstWordsOf(
  ctx: Ctx,
  cases: readonly Uuid[],
  length = 140,
): Promise<Map<Uuid, string>> {
  if (cases.length === 0) return new Map()
  const { rows } = await sql<{ case_id: Uuid; words: string }>`
    select distinct on (m.case_id) m.case_id, left(m.body, ${length}) as words
    from cases.message m
    where m.tenant_id = ${ctx.tenant.id} and m.case_id = any (${[...cases]}::uuid[]) and m.direction = 'in'
    order by m.case_id, m.at, m.id`.execute(ctx.db)
  return new Map(rows.map((r) => [r.case_id, r.words]))
}
