import type { Req } from '#http/env.ts'
import { limitLetters } from '#http/rate-limit.ts'
import { askToFollow, type Case, followAsCitizen, support, supporterKey } from '#modules/cases/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { browserOf } from './browser.ts'

/** What came of it: they hear of it, have to open a letter first, or are only counted. */
export const followed = ['folgt', 'bestaetigen', 'gezaehlt'] as const
export type Followed = (typeof followed)[number]

/** What was added by somebody whose address is not confirmed yet. */
export interface Added {
  message: Uuid | null
  files: readonly Uuid[]
}

/**
 * Somebody waits for the same. Signed in, their account follows at once; an address is asked whether it is theirs;
 * without one they are counted, once a browser. Throws Invalid for what is no address.
 */
export async function follow(
  c: Req,
  ctx: Ctx,
  report: Case,
  email: string,
  added?: Added,
): Promise<Followed> {
  if (ctx.actor.kind === 'citizen') {
    await followAsCitizen(ctx, report)
    return 'folgt'
  }
  const supporter = supporterKey(browserOf(c), report.id)
  await support(ctx, report, supporter)
  if (!email) return 'gezaehlt'
  limitLetters(c, 'asked', email)
  await askToFollow(ctx, report, { email, supporter, ...(added && { added }), to: paths.followConfirm })
  return 'bestaetigen'
}
