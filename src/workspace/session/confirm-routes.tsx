import { Hono } from 'hono'
import { getCookie } from 'hono/cookie'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { SESSION_COOKIE, staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { accountById, confirmSession, factorsOf } from '#modules/identity/index.ts'
import type { StaffActor } from '#modules/organisation/index.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'
import { type ConfirmFault, ConfirmPage } from './confirm-page.tsx'
import { parseShown } from './passkey-answer.ts'
import type { DemoLogins } from './sign-in-page.tsx'

/** "Is it still you?", before something dangerous (src/http/step-up.ts). */
export const confirmRoutes = (published: DemoLogins | null) => {
  const show = async (c: Req, onward: string | null, fault?: ConfirmFault) => {
    const { id } = c.get('actor') as StaffActor
    const status = !fault ? 200 : fault.kind === 'throttled' ? 429 : 422
    return c.get('tx')(async (ctx) => {
      const [view, account, factors] = await Promise.all([
        viewOf(c, ctx, 'workspace'),
        accountById(ctx, id),
        factorsOf(ctx, id),
      ])
      const isPublished = published?.logins.some(({ email }) => email === account.email)
      const demo = isPublished && c.get('platform').config.demo ? published!.password : null
      const props = { view, factors, hasPassword: account.hasPassword, demo, onward }
      return page(c, <ConfirmPage {...props} {...(fault && { fault })} />, status)
    })
  }
  return new Hono<Env>()
    .use(paths.confirm, staffOnly)
    .get(paths.confirm, (c) => show(c, localPath(c.req.query('weiter'))))
    .post(paths.confirm, async (c) => {
      const form = await c.req.parseBody()
      const onward = localPath(form.weiter)
      const proof = proofOf(form)
      if (!proof) return show(c, onward, { kind: form.antwort ? 'passkey' : 'missing' })
      const who = { ...c.get('who'), actor: c.get('actor') as StaffActor }
      const token = getCookie(c, SESSION_COOKIE) ?? ''
      const result = await confirmSession(c.get('platform'), who, token, proof, c.get('address'))
      if (result.ok) return c.redirect(onward ?? paths.cases, 303)
      if (result.reason === 'throttled')
        return show(c, onward, { kind: 'throttled', retryAt: result.retryAt })
      return show(c, onward, { kind: proof.kind === 'passkey' ? 'passkey' : 'wrong', by: proof.kind })
    })
}

function proofOf(form: Record<string, unknown>) {
  const response = form.antwort ? parseShown(form.antwort) : null
  if (response) return { kind: 'passkey' as const, response }
  if (typeof form.password === 'string' && form.password)
    return { kind: 'password' as const, password: form.password.slice(0, 1000) }
  if (typeof form.code === 'string' && form.code.trim())
    return { kind: 'totp' as const, code: form.code.slice(0, 100) }
  return null
}
