import { ownAccount } from '#modules/citizens/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { type FollowedWork, followersTo } from './followed.ts'
import { eraseFollowers } from './forgetting.ts'

/** What goes to the address that a citizen's account has confirmed; nothing while they act for an organisation. */
export async function ownFollowedWorks(ctx: Ctx): Promise<FollowedWork[]> {
  const { actor } = ctx
  if (actor.kind !== 'citizen' || actor.organisation) return []
  const { account } = await ownAccount(ctx)
  const all = await followersTo(ctx, account.email ? [account.email] : [])
  return all.filter((one) => one.confirmedAt !== null)
}

/** A citizen hears no more of one of those. Throws NotFound for all others. */
export async function unfollowWork(ctx: Ctx, work: string): Promise<void> {
  const own = (await ownFollowedWorks(ctx)).find((one) => one.work === work)
  if (!own) throw new NotFound()
  await eraseFollowers(ctx, [own.id])
}
