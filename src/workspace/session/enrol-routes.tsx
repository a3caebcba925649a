import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { clientOf } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import {
  addApp,
  addPasskey,
  factorsOf,
  hasFactor,
  pendingSession,
  proposeApp,
  raiseSession,
} from '#modules/identity/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../paths.ts'
import { passkeyName } from '../access/device-words.ts'
import { localPath } from '../local-path.ts'
import { type EnrolFault, EnrolPage } from './enrol-page.tsx'
import { enter } from './entering.ts'
import { beginAgain, type OnTheWay, onTheWay, step } from './on-the-way.ts'
import { parseMade } from './passkey-answer.ts'

interface Given {
  onward: string | null
  sealed?: string
  fault?: EnrolFault
}

const show = (c: Req, way: OnTheWay, { sealed, ...given }: Given) => {
  c.header('Cache-Control', 'no-store')
  return way.tx(async (ctx) => {
    const app = await proposeApp(ctx, way.pending.account, sealed)
    const view = await viewOf(c, ctx, 'portal')
    return page(c, <EnrolPage view={view} app={app} {...given} />, given.fault ? 422 : 200)
  })
}

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 2000).trim() : '')

/** A first second factor, before anything else: where the town asks for one and there is none. */
export const enrolRoutes = new Hono<Env>()
  .get(paths.signInEnrol, async (c) => {
    const onward = localPath(c.req.query('weiter'))
    const way = await onTheWay(c, 'enrol')
    return way ? show(c, way, { onward }) : beginAgain(c, onward)
  })
  .post(paths.signInEnrol, async (c) => {
    const form = await c.req.parseBody()
    const onward = localPath(form.weiter)
    const way = await onTheWay(c, 'enrol')
    if (!way) return beginAgain(c, onward)
    const { id } = way.pending.account
    const made = form.antwort ? parseMade(form.antwort) : null
    const code = text(form.code)
    if (!form.antwort && !code)
      return show(c, way, { onward, sealed: text(form.geheimnis), fault: 'missing' })
    const added = async (ctx: Ctx): Promise<boolean> =>
      made
        ? addPasskey(ctx, id, made, text(form.name) || passkeyName(ctx, c.req.header('user-agent')))
        : !form.antwort && addApp(ctx, id, text(form.geheimnis), code)
    const begun = await way.tx(async (ctx) => {
      // Only while there is none: a pending session must never add to what guards an account already.
      const pending = await pendingSession(ctx, way.token)
      if (!pending || hasFactor(await factorsOf(ctx, id))) return 'over' as const
      if (!(await added(ctx))) return null
      return raiseSession(ctx, way.token, pending, made ? 'passkey' : 'totp', clientOf(c))
    })
    if (begun === 'over') return beginAgain(c, onward)
    if (!begun)
      return show(c, way, { onward, sealed: text(form.geheimnis), fault: made ? 'passkey' : 'wrong' })
    return enter(c, begun, step(paths.accessRecovery, onward ?? paths.cases))
  })
