import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

const DAY = 86_400_000
/** Reports of which people have said something. */
const OF_NEW = 40
const OF_OLD = 60

const lot = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Open reports that others wait for too, and old ones of which people say that it is still there. */
export async function seedWaiting(ctx: Ctx): Promise<void> {
  const tenant_id = ctx.tenant.id
  const { rows } = await sql<{ id: Uuid; opened_at: Date }>`
    select c.id, c.opened_at from cases.case c
    where c.tenant_id = ${tenant_id} and c.kind = 'report' and c.public and not c.restricted and c.status <> 'closed'
    order by c.opened_at desc, c.id`.execute(ctx.db)
  const supporters = rows.slice(0, OF_NEW).flatMap(({ id, opened_at }) =>
    Array.from({ length: lot(id)[0]! % 9 }, (_, n) => ({
      tenant_id,
      case_id: id,
      key: lot(`${id} ${n}`).subarray(0, 16),
      at: new Date(Math.min(ctx.now.getTime(), opened_at.getTime() + (n + 1) * (DAY / 3))),
    })),
  )
  if (supporters.length > 0) await ctx.db.insertInto('cases.supporter').values(supporters).execute()
  const old = rows.filter((row) => ctx.now.getTime() - row.opened_at.getTime() > 15 * DAY).slice(0, OF_OLD)
  const still = old.map(({ id }) => {
    const [voices, sure] = lot(id)
    return {
      tenant_id,
      case_id: id,
      voices: 1 + (voices! % 6),
      sure: Math.min(1 + (voices! % 6), sure! % 3),
      last_at: new Date(ctx.now.getTime() - (voices! % 12) * DAY),
    }
  })
  if (still.length > 0) await ctx.db.insertInto('voice.still').values(still).execute()
}
