import { Hono } from 'hono'
import { citizenOnly, citizenToken } from '#http/citizen-session.ts'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import {
  actFor,
  addCitizenPasskey,
  citizenPasskeys,
  citizenPasskeyTask,
  citizenProviders,
  citizenSessions,
  dropCitizenPasskey,
  dropProvider,
  endOtherSessions,
  endOwnSession,
  ownAccount,
} from '#modules/citizens/index.ts'
import { providers } from '#modules/identity/index.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { AccessPage } from './access-page.tsx'
import { Sent } from './form.ts'
import { meOf } from './me.ts'
import { madePasskey } from './passkey-answer.ts'

const done = (hinweis: string): string => urlWith(paths.accountAccess, { hinweis })

/** Ways to sign in, sessions with their devices, and for whom this one acts. */
export const accessRoutes = new Hono<Env>()
  .use('/konto/zugang', citizenOnly)
  .use('/konto/zugang/*', citizenOnly)
  .use('/konto/handeln-fuer', citizenOnly)
  .get('/konto/zugang', (c) =>
    c.get('tx')(async (ctx) => {
      const [own, passkeys, mine, known, sessions] = await Promise.all([
        ownAccount(ctx),
        citizenPasskeys(ctx),
        citizenProviders(ctx),
        providers(ctx),
        citizenSessions(ctx, citizenToken(c) ?? ''),
      ])
      const names = new Map(known.map((one) => [one.id, one.name]))
      return page(
        c,
        <AccessPage
          me={await meOf(c, ctx)}
          email={own.account.email}
          passkeys={passkeys}
          providers={mine.map((one) => ({
            ...one,
            name: names.get(one.provider) ?? ctx.t('account.access.gone'),
          }))}
          sessions={sessions}
          failed={c.req.query('fehler') === 'passkey'}
        />,
      )
    }),
  )
  .post('/konto/zugang/passkeys/aufgabe', async (c) => c.json(await c.get('tx')(citizenPasskeyTask)))
  .post('/konto/zugang/passkeys', async (c) => {
    const sent = await Sent.of(c)
    const made = madePasskey(sent.text('antwort', 50_000))
    const added =
      made &&
      (await c.get('tx')((ctx) =>
        addCitizenPasskey(ctx, made, sent.text('name', 60) || ctx.t('account.access.unnamed')),
      ))
    return c.redirect(added ? done('passkey') : urlWith(paths.accountAccess, { fehler: 'passkey' }), 303)
  })
  .post('/konto/zugang/passkeys/:id/ende', async (c) => {
    await c.get('tx')((ctx) => dropCitizenPasskey(ctx, c.req.param('id')))
    return c.redirect(done('entfernt'), 303)
  })
  .post('/konto/zugang/anbieter/:provider/ende', async (c) => {
    await c.get('tx')((ctx) => dropProvider(ctx, c.req.param('provider')))
    return c.redirect(done('entfernt'), 303)
  })
  .post('/konto/zugang/sitzungen', async (c) => {
    await c.get('tx')((ctx) => endOtherSessions(ctx, citizenToken(c) ?? ''))
    return c.redirect(done('beendet'), 303)
  })
  .post('/konto/zugang/sitzungen/:id/ende', async (c) => {
    await c.get('tx')((ctx) => endOwnSession(ctx, c.req.param('id')))
    return c.redirect(done('beendet'), 303)
  })
  .post('/konto/handeln-fuer', async (c) => {
    const id = (await Sent.of(c)).text('organisation')
    await c.get('tx')((ctx) => actFor(ctx, citizenToken(c) ?? '', isUuid(id) ? id : null))
    return c.redirect(paths.account, 303)
  })
