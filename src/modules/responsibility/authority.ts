import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'

/** Who is responsible where the town is not. */
export interface Authority {
  id: Uuid
  code: string
  name: string
  nameEn: string
  url: string | null
  email: string | null
  phone: string | null
  /** What the reporter is told. */
  word: string
  wordEn: string
  /**
   * Told through an interface of its own instead of by mail; 'follow': what is handed to it stays open here until it is
   * done there.
   */
  byInterface: 'follow' | 'close' | null
}

/** The other authorities that the town knows, by name. */
export const authorities = (ctx: Ctx): Promise<Authority[]> =>
  remember(ctx, 'responsibility.authorities', async () => {
    const rows = await ctx.db
      .selectFrom('responsibility.authority')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('name')
      .orderBy('id')
      .execute()
    return rows.map((row) => ({
      id: row.id,
      code: row.code,
      name: row.name,
      nameEn: row.name_en,
      url: row.url,
      email: row.email,
      phone: row.phone,
      word: row.word,
      wordEn: row.word_en,
      byInterface: row.by_interface as Authority['byInterface'],
    }))
  })
