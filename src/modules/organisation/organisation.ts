import type { Grant } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { picture } from './picture.ts'
import { loadRows, type Rows } from './rows.ts'
import type { Organisation } from './structure.ts'

/** What stands in the tables of the organisation, whenever it holds. */
export const rowsOf = (ctx: Ctx): Promise<Rows> => remember(ctx, 'organisation.rows', () => loadRows(ctx))

/** The whole organisation as it is at `ctx.now`, remembered. */
export async function organisation(ctx: Ctx): Promise<Organisation> {
  const rows = await rowsOf(ctx)
  // Memberships begin and end without anybody changing a row, so there is a picture for each time between two such instants.
  const now = ctx.now.getTime()
  const epoch = rows.turns.filter((turn) => turn <= now).length
  return remember(ctx, `organisation.${epoch}`, async () => picture(rows, now))
}

/** What an account may do now, and where. */
export const grantsOf = async (ctx: Ctx, account: Uuid): Promise<readonly Grant[]> =>
  (await organisation(ctx)).grants.get(account) ?? []
