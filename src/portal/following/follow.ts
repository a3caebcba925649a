import type { Req } from '#http/env.ts'
import { limitAsking } from '#http/rate-limit.ts'
import {
  askToFollow,
  type Case,
  endSupport,
  followAsCitizen,
  support,
  supporterKey,
} from '#modules/cases/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { knownBrowser, visitorOf } from './browser.ts'

/** What came of it: they hear of it, have to open a letter first, are only counted, were before, or cannot be today. */
export const followed = ['folgt', 'bestaetigen', 'gezaehlt', 'bekannt', 'voll'] as const
export type Followed = (typeof followed)[number]

/** What was added by somebody whose address is not confirmed yet. */
export interface Added {
  message: Uuid | null
  files: readonly Uuid[]
}

const told = { counted: 'gezaehlt', known: 'bekannt', crowded: 'voll' } as const

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
    // Before they signed in, this browser may have been counted.
    const browser = await knownBrowser(c, ctx)
    if (browser) endSupport(ctx, report, await supporterKey(ctx, report, browser))
    return 'folgt'
  }
  const visitor = await visitorOf(c, ctx)
  // Who comes from the middle of a report has a draft of their own: no second click, however new the cookie.
  const counted = await support(ctx, report, added ? { ...visitor, fresh: false } : visitor)
  if (!email) return told[counted]
  const supporter = await supporterKey(ctx, report, visitor.browser)
  await limitAsking(c, ctx, email)
  await askToFollow(ctx, report, { email, supporter, ...(added && { added }), to: paths.followConfirm })
  return 'bestaetigen'
}
