import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { newestSeals, SEAL_FORMAT, sealsAfter } from '#modules/audit/index.ts'
import { paths } from '../../paths.ts'

const NEWEST = 100
const PAGE = 1000

/**
 * The town's seals for everybody to keep: the newest, or with `?nach=N` those after number N, a thousand at a time.
 * They say nothing but that something happened.
 */
export const sealRoutes = new Hono<Env>().get(paths.seals, (c) =>
  c.get('tx')(async (ctx) => {
    const after = Number(c.req.query('nach') ?? Number.NaN)
    const seals =
      Number.isSafeInteger(after) && after >= 0 && after < 2 ** 31
        ? await sealsAfter(ctx, after, PAGE)
        : (await newestSeals(ctx, NEWEST)).reverse()
    c.header('Cache-Control', 'public, max-age=60')
    return c.json({ format: SEAL_FORMAT, town: ctx.tenant.name, tenant: ctx.tenant.id, seals })
  }),
)
