import { citizenToken, keepCitizen } from '#http/citizen-session.ts'
import type { Req } from '#http/env.ts'
import { localPath } from '#http/local-path.ts'
import { citizenBySession } from '#modules/citizens/index.ts'
import { bindDraft, resumeDraft } from '#modules/reports/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import { draftToken, keepDraft } from '#portal/report/draft-cookie.ts'
import { paths } from '../../paths.ts'

/** Where to go on after signing in: a path of our own that a person may have come from. */
export const onwardOf = (value: unknown): string | null => localPath(value)

/** How the browser describes itself, and the session that a new one takes the place of. */
export const clientOf = (c: Req) => ({ userAgent: c.req.header('user-agent'), replaces: citizenToken(c) })

/**
 * The browser is signed in from now on. What was being written here, or where the link was asked for, is the account's
 * now and is gone on with on this device.
 */
export async function welcome(
  c: Req,
  token: string,
  { onward, draft = null }: { onward: string | null; draft?: Uuid | null },
): Promise<Response> {
  keepCitizen(c, token)
  const platform = c.get('platform')
  const tenant = c.get('tenant')
  const citizen = await inTx(platform, { tenant, actor: anonymous }, (ctx) => citizenBySession(ctx, token))
  const here = draftToken(c)
  if (citizen && (here || draft))
    await inTx(platform, { tenant, actor: citizen, lang: c.get('lang') }, async (ctx) => {
      if (here) await bindDraft(ctx, { token: here })
      else if (draft) {
        await bindDraft(ctx, { id: draft })
        const resumed = await resumeDraft(ctx, draft).catch(() => null)
        if (resumed) keepDraft(c, resumed)
      }
    })
  return c.redirect(onwardOf(onward) ?? paths.account, 303)
}
