import type { Case } from '#modules/cases/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

const DAY = 86_400_000
/** An open report that is younger than this is no news to anybody who sees the thing. */
export const OLD_DAYS = 14
/** The same person says it again when it is news again. */
export const AGAIN_DAYS = 14
/** What one person may write here. */
export const LONGEST_SAYING = 2000
/** Beyond these a question is not better founded: voices are counted on, their words are not kept. */
export const MOST_KEPT = 50

/**
 * What "still there" would be of this case: `closed` asks its unit to decide, `open` is counted and dated. Null where
 * there is nothing to say: a fresh report, one that repeats another (that one is the place), one that was anonymised.
 */
export function doubtable(c: Case, now: Date): 'closed' | 'open' | null {
  if (c.kind !== 'report' || c.anonymisedAt) return null
  if (c.status === 'closed') return c.outcome === 'duplicate' ? null : 'closed'
  return now.getTime() - c.openedAt.getTime() >= OLD_DAYS * DAY ? 'open' : null
}

export interface Tally {
  voices: number
  /** So many of them of people who are known, by account or link; the others are browsers. */
  sure: number
  lastAt: Date
}

/** How many say of a case that it is still there: of an open one in all, of a closed one in its open question. */
export async function tallyOf(ctx: Ctx, c: Case): Promise<Tally | null> {
  const tenant = ctx.tenant.id
  const row =
    c.status === 'closed'
      ? await ctx.db
          .selectFrom('voice.question')
          .select(['voices', 'sure', 'last_at'])
          .where('tenant_id', '=', tenant)
          .where('case_id', '=', c.id)
          .where('decided_at', 'is', null)
          .executeTakeFirst()
      : await ctx.db
          .selectFrom('voice.still')
          .select(['voices', 'sure', 'last_at'])
          .where('tenant_id', '=', tenant)
          .where('case_id', '=', c.id)
          .executeTakeFirst()
  return row ? { voices: row.voices, sure: row.sure, lastAt: row.last_at } : null
}

/** Has this browser or person said it of this case not long ago? */
export async function saidBefore(ctx: Ctx, caseId: Uuid, voter: Buffer): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('voice.saying')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('case_id', '=', caseId)
    .where('at', '>', new Date(ctx.now.getTime() - AGAIN_DAYS * DAY))
    .where('voter', '=', voter)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
