import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { acceptInvitation, invitedBy } from '#modules/identity/index.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { InvitationPage, type PasswordFault } from './invitation-page.tsx'

const tokenOf = (c: Req): string => {
  const token = c.req.param('token') ?? ''
  if (!/^[\w-]{22}$/.test(token)) throw new NotFound('invitation.gone')
  return token
}

const show = (c: Req, fault: PasswordFault | null = null) =>
  c.get('tx')(async (ctx) => {
    const person = await invitedBy(ctx, tokenOf(c))
    if (!person) throw new NotFound('invitation.gone')
    c.header('Cache-Control', 'no-store')
    return page(
      c,
      <InvitationPage
        view={await viewOf(c, ctx, 'portal')}
        person={person}
        token={tokenOf(c)}
        fault={fault}
      />,
      fault ? 422 : 200,
    )
  })

/** Where somebody who was invited sets their password: anyone who has the link, once. */
export const invitationRoutes = new Hono<Env>()
  .get(paths.invitation(':token'), (c) => show(c))
  .post(paths.invitation(':token'), async (c) => {
    const { passwort, wiederholung } = await c.req.parseBody()
    const [password, again] = [String(passwort ?? ''), String(wiederholung ?? '')]
    if (password === '') return show(c, 'missing')
    if (password !== again) return show(c, 'different')
    const accepted = await acceptInvitation(c.get('platform'), c.get('tenant'), tokenOf(c), password)
    if (accepted.ok) return c.redirect(`${paths.signIn}?hinweis=passwort`, 303)
    if (accepted.reason === 'gone') throw new NotFound('invitation.gone')
    return show(c, accepted.reason)
  })
