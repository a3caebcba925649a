import type { Ctx } from '#platform/context/context.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import type { Case } from './case.ts'

type Changes = Partial<{
  status: string
  outcome: string | null
  priority: number
  unit_id: Uuid | null
  authority_id: Uuid | null
  assignee_id: Uuid | null
  due_at: Date | null
  scheduled_for: Date | null
  closed_at: Date | null
  type: string
  title: string
  title_en: string
  public: boolean
  restricted: boolean
}>

/** Writes changed columns of a locked case and counts its version up. */
export async function changeCase(ctx: Ctx, c: Case, changes: Changes): Promise<void> {
  await ctx.db
    .updateTable('cases.case')
    .set({ ...changes, version: c.version + 1, updated_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', c.id)
    .execute()
}

export interface Words {
  body: string
  channel: string
  direction: 'in' | 'out' | 'internal'
  visibility: 'public' | 'parties' | 'internal'
  lang?: string | null
  author?: { kind: string; id: Uuid | null }
  /** Who alone may read it is written down by `nameReaders`. */
  restricted?: boolean
}

/** Adds something said to a case; sent with the transaction. */
export function addMessage(ctx: Ctx, caseId: Uuid, words: Words): Uuid {
  const id = newId()
  const author = words.author ?? {
    kind: ctx.actor.kind,
    id: ctx.actor.kind === 'staff' ? ctx.actor.id : ctx.actor.kind === 'holder' ? ctx.actor.party : null,
  }
  ctx.send(
    `insert into cases.message
       (tenant_id, id, case_id, channel, direction, visibility, author_kind, author_id, body, lang, at, restricted)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ctx.tenant.id,
      id,
      caseId,
      words.channel,
      words.direction,
      words.visibility,
      author.kind,
      author.id,
      words.body,
      words.lang ?? null,
      ctx.now,
      words.restricted ?? false,
    ],
  )
  return id
}
