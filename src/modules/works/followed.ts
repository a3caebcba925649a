import type { InBoth } from '#modules/forms/index.ts'
import { foldEmail } from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** A work that goes to an address. */
export interface FollowedWork {
  /** Of the follower, not of the work. */
  id: Uuid
  work: Uuid
  title: InBoth
  endsAt: Date | null
  email: string
  askedAt: Date
  /** Null as long as the owner of the address has not said yes. */
  confirmedAt: Date | null
}

/** What goes to these addresses, asked for or confirmed. Whoever calls has proof that they are the asker's own. */
export async function followersTo(ctx: Ctx, addresses: readonly string[]): Promise<FollowedWork[]> {
  if (addresses.length === 0) return []
  const rows = await ctx.db
    .selectFrom('works.follower as f')
    .innerJoin('works.work as w', (join) =>
      join
        .onRef('w.tenant_id', '=', 'f.tenant_id')
        .onRef('w.id', '=', 'f.work_id')
        .on('w.tenant_id', '=', ctx.tenant.id),
    )
    .select(['f.id', 'w.id as work', 'w.title', 'w.title_en', 'w.ends_at', 'f.email'])
    .select(['f.asked_at', 'f.confirmed_at'])
    .where('f.tenant_id', '=', ctx.tenant.id)
    .where('f.email', 'in', addresses.map(foldEmail))
    .orderBy('f.asked_at')
    .orderBy('f.id')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    work: r.work,
    title: { de: r.title, en: r.title_en },
    endsAt: r.ends_at,
    email: r.email,
    askedAt: r.asked_at,
    confirmedAt: r.confirmed_at,
  }))
}
