import { type Happening, hears, type Where } from '#modules/subscriptions/index.ts'
import { publicWorks, stateOf, type Work } from '#modules/works/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { happeningOf } from './works.ts'

const DAY = 86_400_000
/** So long it is still news that something is over. */
const OVER_DAYS = 30

/** Published works that go on, come, or were over lately. */
export async function currentWorks(ctx: Ctx): Promise<Work[]> {
  const since = new Date(ctx.now.getTime() - OVER_DAYS * DAY)
  return (await publicWorks(ctx)).filter(
    (work) => stateOf(work, ctx.now) !== 'past' || (work.endedAt ?? work.endsAt ?? since) > since,
  )
}

/** Those of them that whoever subscribed to this place would be told of. */
export async function worksAt(ctx: Ctx, where: Where): Promise<Work[]> {
  const spreads = await spreadOfAll(ctx)
  const wish = { where, categories: [], topics: ['works' as const] }
  return (await currentWorks(ctx)).filter((work) => {
    const spread = spreads.get(work.id)
    return spread !== undefined && hears(wish, spread)
  })
}

/** Where all works are: looked up once until something about them changes, not at each reading of a feed. */
const spreadOfAll = (ctx: Ctx): Promise<ReadonlyMap<Uuid, Happening>> =>
  remember(ctx, 'news.works', async () => {
    const found = new Map<Uuid, Happening>()
    for (const work of await publicWorks(ctx)) found.set(work.id, await happeningOf(ctx, 0, work))
    return found
  })
