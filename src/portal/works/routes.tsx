import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, limitAsking, RateLimit } from '#http/rate-limit.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { whereWords } from '#http/works/words.ts'
import { districts, placePicture } from '#modules/geo/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import {
  askToFollow,
  confirmFollowing,
  followedWork,
  publicWork,
  publicWorks,
  stateOf,
  stopFollowing,
} from '#modules/works/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { LinkPage } from './link-page.tsx'
import { times, WorksPage } from './list-page.tsx'
import { WorkPage, type WorkPageProps } from './work-page.tsx'
import { worksJson } from './works-json.ts'

const limits = new RateLimit()
/** Addresses that one visitor may have written to in a minute. */
const ASKS_A_MINUTE = 5
/** Of what is over, so many; the rest is history. */
const MOST_SHOWN = 200

/** What the town builds, closes or repairs, for everybody. */
export const worksRoutes = new Hono<Env>()
  .get(paths.works, (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const areas = await districts(ctx)
      const district = areas.find((one) => one.id === c.req.query('ortsteil'))?.id ?? ''
      const all = await publicWorks(ctx, district ? { areaId: district } : {})
      const counted = Map.groupBy(all, (work) => stateOf(work, ctx.now))
      const asked = times.find((one) => one.key === c.req.query('zeit'))?.state
      // Without a wish: what goes on, or what comes.
      const state = asked ?? (counted.has('now') || !counted.has('soon') ? 'now' : 'soon')
      const shown = (counted.get(state) ?? []).slice(0, MOST_SHOWN)
      const works = await Promise.all(
        shown.map(async (work) => ({ work, where: await whereWords(ctx, work) })),
      )
      const n = (of: 'now' | 'soon' | 'past') => counted.get(of)?.length ?? 0
      return page(
        c,
        <WorksPage
          view={await viewOf(c, ctx, 'portal')}
          works={works}
          counts={{ now: n('now'), soon: n('soon'), past: n('past') }}
          state={state}
          districts={areas}
          district={district}
        />,
      )
    })
  })
  .get(paths.mapWorks, (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      c.header('Cache-Control', 'private, no-cache')
      return c.json(await worksJson(ctx))
    })
  })
  .use(`${paths.workFollowLink(':token')}`, secretive)
  .use(`${paths.workStop(':token')}`, secretive)
  .get(paths.workFollowLink(':token'), (c) => linkPage(c, 'confirm'))
  .post(paths.workFollowLink(':token'), async (c) => {
    const token = c.req.param('token')!
    await c.get('tx')((ctx) => confirmFollowing(ctx, token))
    return c.redirect(`${paths.workFollowLink(token)}?fertig=ja`, 303)
  })
  .get(paths.workStop(':token'), (c) => linkPage(c, 'stop'))
  .post(paths.workStop(':token'), async (c) => {
    const token = c.req.param('token')!
    await c.get('tx')(async (ctx) => stopFollowing(ctx, token))
    return c.redirect(`${paths.workStop(token)}?fertig=ja`, 303)
  })
  .get(paths.work(':id'), (c) => {
    keep(c)
    const just = (['reicht', 'gefragt'] as const).find((one) => one === c.req.query('hinweis')) ?? null
    return c.get('publicTx')((ctx) => show(c, ctx, { just }))
  })
  .post(paths.workFollow(':id'), async (c) => {
    limit(c, limits, 'works.follow', ASKS_A_MINUTE)
    const { email: given } = await c.req.parseBody()
    const email = typeof given === 'string' ? given.slice(0, 300) : ''
    const id = c.req.param('id')!
    try {
      await c.get('tx')(async (ctx) => {
        await limitAsking(c, ctx, email)
        await askToFollow(ctx, id, { email, lang: ctx.lang })
      })
    } catch (error) {
      if (!(error instanceof Invalid)) throw error
      return c.get('publicTx')((ctx) =>
        show(c, ctx, { just: null, mistake: { email, message: ctx.t(`error.${error.code}`) } }),
      )
    }
    return c.redirect(`${paths.work(id)}?hinweis=gefragt`, 303)
  })

async function show(c: Req, ctx: Ctx, more: Pick<WorkPageProps, 'just' | 'mistake'>): Promise<Response> {
  const work = await publicWork(ctx, c.req.param('id')!)
  const [view, where, { byCode }] = await Promise.all([
    viewOf(c, ctx, 'portal'),
    whereWords(ctx, work),
    catalogue(ctx),
  ])
  const picture = work.place
    ? await placePicture(ctx, work.place, { width: 640, height: 420, what: work.title[ctx.lang] })
    : null
  const answers = work.types.flatMap((type) => byCode.get(type)?.name[ctx.lang] ?? [])
  return page(
    c,
    <WorkPage view={view} work={work} where={where} answers={answers} picture={picture} {...more} />,
    more.mistake ? 422 : 200,
  )
}

/** A link like a key: kept by no cache, told to no other page, found by no search engine. */
async function secretive(c: Req, next: () => Promise<void>): Promise<void> {
  limit(c, limits, 'works.link', 30)
  await next()
  c.res.headers.set('Cache-Control', 'no-store')
  c.res.headers.set('Referrer-Policy', 'same-origin')
  c.res.headers.set('X-Robots-Tag', 'noindex')
}

const linkPage = (c: Req, what: 'confirm' | 'stop'): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const token = c.req.param('token')!
    const done = c.req.query('fertig') === 'ja'
    const found = await followedWork(ctx, token).catch((error) => {
      // Whoever has left is shown so, and nobody learns whether a link was ever one.
      if (error instanceof NotFound && what === 'stop' && done) return null
      throw error
    })
    const view = await viewOf(c, ctx, 'portal')
    return page(
      c,
      <LinkPage
        view={view}
        work={found?.work ?? null}
        what={what}
        action={what === 'confirm' ? paths.workFollowLink(token) : paths.workStop(token)}
        done={what === 'confirm' ? (found?.confirmed ?? false) : done}
      />,
    )
  })
