import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { districts, townPicture } from '#modules/geo/index.ts'
import { latestFixed, reportDots, weekFigures } from '#modules/reports/index.ts'
import { openingToday } from './opening.ts'
import { SearchPage } from './search-page.tsx'
import { searchAll } from './searching.ts'
import { StartPage } from './start-page.tsx'

/** Dots of each kind in the small picture. */
const DRAWN = 150
const limits = new RateLimit()

export const startRoutes = new Hono<Env>()
  .get('/', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const [view, figures, working, planned, fixed, opening] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        weekFigures(ctx),
        reportDots(ctx, { status: 'in_progress' }, DRAWN),
        reportDots(ctx, { status: 'scheduled' }, DRAWN),
        latestFixed(ctx, 3),
        openingToday(ctx),
      ])
      const dots = [...planned, ...working].map(({ lat, lon, status }) => ({ lat, lon, kind: status }))
      const picture = await townPicture(ctx, dots, { width: 420, height: 380 })
      return page(
        c,
        <StartPage
          view={view}
          figures={figures}
          picture={picture}
          working={dots.length}
          fixed={fixed}
          opening={opening}
        />,
      )
    })
  })
  .get('/suche', async (c) => {
    limit(c, limits, 'search', 120)
    const text = (c.req.query('q') ?? '').trim().slice(0, 200)
    return c.get('publicTx')(async (ctx) => {
      const [view, found, areas] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        text ? searchAll(ctx, text) : null,
        districts(ctx),
      ])
      return page(c, <SearchPage view={view} text={text} found={found} districts={areas} />)
    })
  })
