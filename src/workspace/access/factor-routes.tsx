import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import {
  accountById,
  addApp,
  addPasskey,
  factorsOf,
  hasFactor,
  keepRecoveryCodes,
  proposeApp,
  proposeRecoveryCodes,
  removeFactor,
  renamePasskey,
} from '#modules/identity/index.ts'
import { needsFactor } from '#modules/organisation/index.ts'
import { paths } from '../../paths.ts'
import { localPath } from '../local-path.ts'
import { parseMade } from '../session/passkey-answer.ts'
import { type AppFault, AppPage } from './app-page.tsx'
import { passkeyName } from './device-words.ts'
import { backWith, me } from './own.ts'
import { PasskeyPage } from './passkey-page.tsx'
import { RecoveryCodesPage } from './recovery-codes-page.tsx'

const text = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 2000).trim() : '')

const showApp = (c: Req, sealed?: string, fault?: AppFault) =>
  c.get('tx')(async (ctx) => {
    const app = await proposeApp(ctx, await accountById(ctx, me(c)), sealed)
    const replaces = (await factorsOf(ctx, me(c))).app !== null
    const view = await viewOf(c, ctx, 'workspace')
    return page(c, <AppPage {...{ view, app, replaces }} {...(fault && { fault })} />, fault ? 422 : 200)
  })

const showPasskey = (c: Req, failed = false) =>
  c.get('tx')(async (ctx) =>
    page(c, <PasskeyPage view={await viewOf(c, ctx, 'workspace')} failed={failed} />, failed ? 422 : 200),
  )

const showCodes = (c: Req, onward: string | null, late = false) =>
  c.get('tx')(async (ctx) => {
    const factors = await factorsOf(ctx, me(c))
    // They stand in for a factor; without one there is nothing to stand in for.
    if (!hasFactor(factors)) return c.redirect(paths.access, 303)
    const { codes, sealed } = await proposeRecoveryCodes(ctx, me(c))
    const view = await viewOf(c, ctx, 'workspace')
    const left = factors.recoveryLeft
    return page(c, <RecoveryCodesPage {...{ view, codes, sealed, left, onward, late }} />, late ? 422 : 200)
  })

/** Whoever finds an open session must not make it theirs: all of this asks again who it is. */
export const factorRoutes = new Hono<Env>()
  .use(paths.accessApp, stepUp)
  .use(`${paths.accessApp}/*`, stepUp)
  .use(paths.accessPasskeys, stepUp)
  .use(`${paths.accessPasskeys}/*`, stepUp)
  .use(paths.accessRecovery, stepUp)
  .get(paths.accessApp, (c) => showApp(c))
  .post(paths.accessApp, async (c) => {
    const form = await c.req.parseBody()
    const [sealed, code] = [text(form.geheimnis), text(form.code)]
    if (!code) return showApp(c, sealed, 'missing')
    const { added, codes } = await c.get('tx')(async (ctx) => ({
      added: await addApp(ctx, me(c), sealed, code),
      codes: (await factorsOf(ctx, me(c))).recoveryLeft,
    }))
    if (!added) return showApp(c, sealed, 'wrong')
    return codes === null ? c.redirect(paths.accessRecovery, 303) : backWith(c, 'app')
  })
  .post(paths.accessAppEnd, async (c) => {
    await c.get('tx')(async (ctx) =>
      removeFactor(ctx, me(c), { app: true }, { required: await needsFactor(ctx, me(c)) }),
    )
    return backWith(c, 'entfernt')
  })
  .get(paths.accessPasskeys, (c) => showPasskey(c))
  .post(paths.accessPasskeys, async (c) => {
    const form = await c.req.parseBody()
    const made = parseMade(form.antwort)
    if (!made) return showPasskey(c, true)
    const { added, codes } = await c.get('tx')(async (ctx) => {
      const name = text(form.name) || passkeyName(ctx, c.req.header('user-agent'))
      return {
        added: await addPasskey(ctx, me(c), made, name),
        codes: (await factorsOf(ctx, me(c))).recoveryLeft,
      }
    })
    if (!added) return showPasskey(c, true)
    return codes === null ? c.redirect(paths.accessRecovery, 303) : backWith(c, 'passkey')
  })
  .post(paths.accessPasskeyName(':id'), async (c) => {
    const name = text((await c.req.parseBody()).name)
    if (name) await c.get('tx')((ctx) => renamePasskey(ctx, me(c), c.req.param('id')!, name))
    return backWith(c, 'name')
  })
  .post(paths.accessPasskeyEnd(':id'), async (c) => {
    await c.get('tx')(async (ctx) =>
      removeFactor(ctx, me(c), { passkey: c.req.param('id')! }, { required: await needsFactor(ctx, me(c)) }),
    )
    return backWith(c, 'entfernt')
  })
  .get(paths.accessAppEnd, (c) => c.redirect(paths.access, 303))
  .get(paths.accessPasskeyName(':id'), (c) => c.redirect(paths.access, 303))
  .get(paths.accessPasskeyEnd(':id'), (c) => c.redirect(paths.access, 303))
  .get(paths.accessRecovery, (c) => showCodes(c, localPath(c.req.query('weiter'))))
  .post(paths.accessRecovery, async (c) => {
    const form = await c.req.parseBody()
    const onward = localPath(form.weiter)
    const kept = await c.get('tx')((ctx) => keepRecoveryCodes(ctx, me(c), text(form.codes)))
    if (!kept) return showCodes(c, onward, true)
    return onward ? c.redirect(onward, 303) : backWith(c, 'codes')
  })
