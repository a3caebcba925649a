import { countUnreachable, unreachableAddresses } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { followersTo } from './followed.ts'
import { eraseFollowers } from './forgetting.ts'

/** Addresses under which nobody takes letters any more follow no works. */
export async function endUnreachable(ctx: Ctx): Promise<void> {
  const followers = await followersTo(ctx, await unreachableAddresses(ctx))
  await eraseFollowers(
    ctx,
    followers.map((one) => one.id),
  )
  countUnreachable(ctx, 'work', followers.length)
}
