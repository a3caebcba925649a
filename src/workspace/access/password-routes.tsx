import { Hono } from 'hono'
import { deleteCookie } from 'hono/cookie'
import { z } from 'zod'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { SESSION_COOKIE } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { accountById, changePassword } from '#modules/identity/index.ts'
import type { StaffActor } from '#modules/organisation/index.ts'
import { NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { me } from './own.ts'
import { type PasswordFault, PasswordPage } from './password-page.tsx'

// Longer than any password: what is too long is said so, not cut.
const word = z.string().max(2000).catch('')
const form = z.object({ bisher: word, neu: word, wiederholt: word })

const show = (c: Req, fault?: PasswordFault) =>
  c.get('tx')(async (ctx) => {
    const { email, hasPassword } = await accountById(ctx, me(c))
    if (!hasPassword) throw new NotFound()
    const view = await viewOf(c, ctx, 'workspace')
    const status = !fault ? 200 : fault.kind === 'throttled' ? 429 : 422
    return page(c, <PasswordPage view={view} email={email} {...(fault && { fault })} />, status)
  })

/** Changing one's password. It asks for the old one itself, so it needs no further confirmation. */
export const passwordRoutes = new Hono<Env>()
  .get(paths.accessPassword, (c) => show(c))
  .post(paths.accessPassword, async (c) => {
    const { bisher, neu, wiederholt } = form.parse(await c.req.parseBody())
    if (!bisher || !neu) return show(c, { kind: bisher ? 'too_short' : 'missing' })
    if (neu !== wiederholt) return show(c, { kind: 'different' })
    const who = { ...c.get('who'), actor: c.get('actor') as StaffActor }
    const input = { current: bisher, next: neu, address: c.get('address') }
    const changed = await changePassword(c.get('platform'), who, input)
    if (!changed.ok)
      return show(
        c,
        changed.reason === 'throttled'
          ? { kind: 'throttled', retryAt: changed.retryAt }
          : { kind: changed.reason },
      )
    deleteCookie(c, SESSION_COOKIE, { path: '/' })
    return c.redirect(urlWith(paths.signIn, { hinweis: 'passwort' }), 303)
  })
