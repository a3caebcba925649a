import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { paths } from '../../paths.ts'
import { areasFor } from './areas.ts'
import { HubPage } from './hub-page.tsx'

/** The administration: its start page; each area has routes of its own below it. */
export const adminRoutes = new Hono<Env>()
  .use(paths.admin, staffOnly)
  .use(`${paths.admin}/*`, staffOnly)
  .get(paths.admin, (c) =>
    c.get('tx')(async (ctx) =>
      page(c, <HubPage view={await viewOf(c, ctx, 'workspace')} areas={areasFor(ctx.actor)} />),
    ),
  )
