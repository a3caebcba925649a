import { getCookie } from 'hono/cookie'
import type { Req } from '#http/env.ts'
import { clientOf, SESSION_COOKIE, startPending, startSession } from '#http/session.ts'
import { accountById, beginSignedOn, type SignedOn, signOut } from '#modules/identity/index.ts'
import { rolesOf, staffBySignOn } from '#modules/organisation/index.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'

const after = { second_factor: paths.signInCode, enrol: paths.signInEnrol } as const

/** Somebody whom the provider vouches for comes in, or is asked for the second factor. Throws SignOnFailed. */
export async function arrive(c: Req, signedOn: SignedOn): Promise<Response> {
  const platform = c.get('platform')
  const here = { tenant: c.get('tenant'), lang: c.get('lang') }
  // What the provider's word changes (accounts, roles) nobody has done by hand; the session is the person's own.
  const { id, name } = await inTx(platform, { ...here, actor: system('sign_on') }, async (ctx) =>
    accountById(ctx, await staffBySignOn(ctx, signedOn)),
  )
  const actor = { kind: 'staff', id, name, grants: [] } as const
  const before = getCookie(c, SESSION_COOKIE)
  const begun = await inTx(platform, { ...here, actor }, async (ctx) => {
    if (before) await signOut(ctx, before)
    return beginSignedOn(ctx, id, signedOn, clientOf(c), rolesOf)
  })
  const onward = localPath(signedOn.carried.weiter)
  if (begun.next !== 'done') {
    startPending(c, begun.token)
    return c.redirect(urlWith(after[begun.next], { weiter: onward }), 303)
  }
  startSession(c, begun)
  return c.redirect(onward ?? paths.cases, 303)
}
