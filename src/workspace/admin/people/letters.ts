import type { Purpose } from '#modules/identity/index.ts'
import { notify } from '#modules/notifications/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { hashToken } from '#platform/secret.ts'
import { paths } from '../../../paths.ts'

/** Writes to somebody where they set their password. */
export function sendInvitation(
  ctx: Ctx,
  to: { name: string; email: string; lang: string },
  token: string,
  purpose: Purpose,
): Promise<void> {
  return notify(ctx, {
    dedupe: `invitation:${hashToken(token).toString('base64url')}`,
    to,
    letter: purpose === 'welcome' ? 'staffWelcome' : 'staffPassword',
    stream: null,
    params: { email: to.email },
    link: paths.invitation(token),
    stop: null,
  })
}
