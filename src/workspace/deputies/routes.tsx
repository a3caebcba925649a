import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { endDeputyship, nameDeputy, preferencesOf, setPreference } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import { isUuid } from '#platform/ids.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../paths.ts'
import { absenceRoutes } from './absence-routes.tsx'
import { boardOf } from './board.ts'
import { MailsPage } from './mails-page.tsx'
import { type Errors, namingFields, readNaming, type Sent } from './naming-input.ts'
import { NamingPage } from './naming-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import { doneWords, readForm } from './sent.ts'

/** Who stands in for whom: everybody for themselves, heads and administrators for their people. */
export const deputyRoutes = new Hono<Env>()
  .use(paths.deputies, staffOnly)
  .use(`${paths.deputies}/*`, staffOnly)
  .get(paths.deputies, (c) =>
    c.get('tx')(async (ctx) =>
      page(
        c,
        <OverviewPage
          view={await viewOf(c, ctx, 'workspace')}
          board={await boardOf(ctx)}
          catalogue={await catalogue(ctx)}
          done={doneWords(c, ctx)}
        />,
      ),
    ),
  )
  .get(paths.deputyNew, (c) => c.get('tx')((ctx) => namingPage(c, ctx, c.req.query(), {})))
  .post(paths.deputyNew, async (c) => {
    const sent = await readForm(c)
    const wrong = await c
      .get('tx')(async (ctx) => name(ctx, sent))
      .catch(mistake)
    if (!wrong) return c.redirect(urlWith(paths.deputies, { getan: 'benannt' }), 303)
    return c.get('tx')(async (ctx) =>
      namingPage(c, ctx, sent, typeof wrong === 'function' ? wrong(ctx) : wrong),
    )
  })
  .post(paths.deputyEnd(':id'), async (c) => {
    const id = c.req.param('id')
    if (!isUuid(id)) throw new NotFound()
    await c.get('tx')((ctx) => endDeputyship(ctx, id))
    return c.redirect(urlWith(paths.deputies, { getan: 'beendet' }), 303)
  })
  .get(paths.staffMails, (c) =>
    c.get('tx')(async (ctx) => {
      const board = await boardOf(ctx)
      return page(
        c,
        <MailsPage
          view={await viewOf(c, ctx, 'workspace')}
          wanted={(await preferencesOf(ctx, [board.me]))(board.me)}
          waiting={board.waiting}
          done={doneWords(c, ctx)}
        />,
      )
    }),
  )
  .post(paths.staffMails, async (c) => {
    const sent = await readForm(c)
    await c.get('tx')((ctx) =>
      setPreference(ctx, { assignments: sent.zuweisung === 'ja', digest: sent.morgen === 'ja' }),
    )
    return c.redirect(urlWith(paths.staffMails, { getan: 'gespeichert' }), 303)
  })
  .route('/', absenceRoutes)

async function namingPage(c: Req, ctx: Ctx, sent: Sent, errors: Errors): Promise<Response> {
  const wrong = Object.keys(errors).length > 0
  return page(
    c,
    <NamingPage
      view={await viewOf(c, ctx, 'workspace')}
      board={await boardOf(ctx)}
      catalogue={await catalogue(ctx)}
      sent={sent}
      errors={errors}
    />,
    wrong ? 422 : 200,
  )
}

/** Names the deputy, or says what is wrong with the form. */
async function name(ctx: Ctx, sent: Sent): Promise<Errors | null> {
  const board = await boardOf(ctx)
  const { errors, deputyship } = readNaming(sent, {
    me: board.me,
    t: ctx.t,
    timeZone: ctx.tenant.timeZone,
    categories: new Set((await catalogue(ctx)).byCode.keys()),
    units: board.org.units,
  })
  if (!deputyship) return errors
  if (!isUuid(deputyship.absent) || !isUuid(deputyship.deputy))
    return { vertretung: ctx.t('error.deputy.no_such_colleague') }
  await nameDeputy(ctx, deputyship)
  return null
}

/** What the domain refuses is said at its field, in a transaction of its own. */
function mistake(error: unknown): (ctx: Ctx) => Errors {
  if (!(error instanceof Invalid) && !(error instanceof Conflict)) throw error
  const field = namingFields[error.code]
  if (!field) throw error
  return (ctx) => ({ [field]: ctx.t(`error.${error.code}`, error.params) })
}
