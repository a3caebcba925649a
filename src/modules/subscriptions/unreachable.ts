import { countUnreachable, unreachableAddresses } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { eraseSubscribers } from './erasing.ts'
import { ownSubscriptions, subscribersTo } from './own.ts'

/** What goes to addresses under which nobody takes letters any more ends, as what goes to devices that are gone does. */
export async function endUnreachable(ctx: Ctx): Promise<void> {
  const ids = (await subscribersTo(ctx, await unreachableAddresses(ctx))).map((one) => one.id)
  countUnreachable(ctx, 'near', (await ownSubscriptions(ctx, ids)).length)
  await eraseSubscribers(ctx, ids)
}
