import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { clientOf } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { answerFactor, type FactorAnswer, factorsOf } from '#modules/identity/index.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'
import { type CodeFault, CodePage } from './code-page.tsx'
import { enter } from './entering.ts'
import { beginAgain, type OnTheWay, onTheWay } from './on-the-way.ts'
import { parseShown } from './passkey-answer.ts'
import { RecoveryPage } from './recovery-page.tsx'

type Which = 'code' | 'recovery'

const show = async (c: Req, which: Which, way: OnTheWay, onward: string | null, fault?: CodeFault) => {
  c.header('Cache-Control', 'no-store')
  const status = !fault ? 200 : fault.kind === 'throttled' ? 429 : 422
  return way.tx(async (ctx) => {
    const [view, factors] = await Promise.all([
      viewOf(c, ctx, 'portal'),
      factorsOf(ctx, way.pending.account.id),
    ])
    const props = { view, factors, onward, ...(fault && { fault }) }
    return page(c, which === 'code' ? <CodePage {...props} /> : <RecoveryPage {...props} />, status)
  })
}

const answerOf = (which: Which, form: Record<string, unknown>): FactorAnswer | null => {
  const response = which === 'code' && form.antwort ? parseShown(form.antwort) : null
  if (response) return { kind: 'passkey', response }
  const code = typeof form.code === 'string' ? form.code.slice(0, 100).trim() : ''
  return code ? { kind: which === 'code' ? 'totp' : 'recovery', code } : null
}

/** The second factor: a code of the app or a passkey; where both are out of reach, a recovery code. */
const pages = (which: Which, path: string) =>
  new Hono<Env>()
    .get(path, async (c) => {
      const onward = localPath(c.req.query('weiter'))
      const way = await onTheWay(c, 'second_factor')
      return way ? show(c, which, way, onward) : beginAgain(c, onward)
    })
    .post(path, async (c) => {
      const form = await c.req.parseBody()
      const onward = localPath(form.weiter)
      const way = await onTheWay(c, 'second_factor')
      if (!way) return beginAgain(c, onward)
      const answer = answerOf(which, form)
      if (!answer) return show(c, which, way, onward, { kind: form.antwort ? 'passkey' : 'missing' })
      const result = await answerFactor(c.get('platform'), c.get('tenant'), way.token, answer, clientOf(c))
      if (result.ok) return enter(c, result, onward)
      if (result.reason === 'over') return beginAgain(c, onward)
      if (result.reason === 'throttled')
        return show(c, which, way, onward, { kind: 'throttled', retryAt: result.retryAt })
      return show(c, which, way, onward, { kind: answer.kind === 'passkey' ? 'passkey' : 'wrong' })
    })

export const codeRoutes = new Hono<Env>()
  .route('/', pages('code', paths.signInCode))
  .route('/', pages('recovery', paths.signInRecovery))
