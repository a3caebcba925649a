import { Hono } from 'hono'
import { citizenOnly } from '#http/citizen-session.ts'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { ownCases } from '#modules/cases/index.ts'
import { consents, isPurpose, ownAccount, setConsent } from '#modules/citizens/index.ts'
import { bindDraft, ownDrafts } from '#modules/reports/index.ts'
import { draftToken } from '#portal/report/draft-cookie.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { accessRoutes } from './access-routes.tsx'
import { accountCaseRoutes } from './case-routes.tsx'
import { ConsentsPage } from './consents-page.tsx'
import { dataRoutes } from './data-routes.tsx'
import { Sent } from './form.ts'
import { meOf } from './me.ts'
import { organisationRoutes } from './organisation-routes.tsx'
import { OverviewPage } from './overview-page.tsx'
import { profileRoutes } from './profile-routes.tsx'
import { signInRoutes } from './sign-in-routes.tsx'
import { signOnRoutes } from './sign-on-routes.ts'

/** The citizen's account (`/konto`): signing in first, everything else for those who are. */
export const accountRoutes = new Hono<Env>()
  .route('/', signOnRoutes)
  .route('/', signInRoutes)
  .use('/konto', citizenOnly)
  .use('/konto/einwilligungen', citizenOnly)
  .get('/konto', (c) =>
    c.get('tx')(async (ctx) => {
      // What is being written on this device is the account's as soon as somebody is signed in.
      const token = draftToken(c)
      if (token) await bindDraft(ctx, { token })
      const [me, cases, drafts, own] = await Promise.all([
        meOf(c, ctx),
        ownCases(ctx),
        ownDrafts(ctx),
        ownAccount(ctx),
      ])
      return page(c, <OverviewPage me={me} cases={cases} drafts={drafts} named={Boolean(own.party.name)} />)
    }),
  )
  .get('/konto/einwilligungen', (c) =>
    c.get('tx')(async (ctx) =>
      page(c, <ConsentsPage me={await meOf(c, ctx)} consents={await consents(ctx)} />),
    ),
  )
  .post('/konto/einwilligungen', async (c) => {
    const sent = await Sent.of(c)
    const purpose = sent.text('zweck')
    if (isPurpose(purpose))
      await c.get('tx')((ctx) => setConsent(ctx, purpose, sent.text('erlaubt') === 'ja'))
    return c.redirect(urlWith(paths.accountConsents, { hinweis: 'gespeichert' }), 303)
  })
  .route('/', accountCaseRoutes)
  .route('/', profileRoutes)
  .route('/', accessRoutes)
  .route('/', organisationRoutes)
  .route('/', dataRoutes)
