import { type RawBuilder, sql } from 'kysely'
import { searchVector } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** A condition on `cases.case c`: its words match the tsquery (search module's `searchQuery`, not empty). */
export const hasWords = (ctx: Ctx, query: string): RawBuilder<boolean> =>
  sql<boolean>`c.id in (select w.case_id from cases.words w where w.tenant_id = ${ctx.tenant.id} and w.words @@ ${query}::tsquery)`

/** What a case can be found by: number, place, names of its type and what was said first. Safe to run twice. */
export async function keepWords(ctx: Ctx, id: Uuid): Promise<void> {
  const { rows } = await sql<{
    number: string
    address: string | null
    title: string
    title_en: string
    body: string | null
  }>`
    select c.number, c.address, c.title, c.title_en, m.body
    from cases.case c
    left join lateral (
      select m.body from cases.message m
      where m.tenant_id = ${ctx.tenant.id} and m.case_id = c.id order by m.at, m.id limit 1
    ) m on true
    where c.tenant_id = ${ctx.tenant.id} and c.id = ${id}`.execute(ctx.db)
  const c = rows[0]
  if (c) writeWords(ctx, id, [c.number, c.address, c.title, c.title_en, c.body])
}

function writeWords(ctx: Ctx, id: Uuid, texts: readonly (string | null)[]): void {
  ctx.send(
    `insert into cases.words (tenant_id, case_id, words) values ($1, $2, $3)
     on conflict (tenant_id, case_id) do update set words = excluded.words`,
    [ctx.tenant.id, id, searchVector(texts)],
  )
}
