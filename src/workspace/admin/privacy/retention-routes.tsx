import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { casesToGo, retentionOutlook, weeksToCome } from '#modules/cases/index.ts'
import { lastRun, processings, runs } from '#modules/privacy/index.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../../paths.ts'
import { RetentionPage } from './retention-page.tsx'

const MOST = 200

/** Preview and log of retention. */
export const retentionRoutes = new Hono<Env>().get(paths.retention, (c) =>
  c.get('tx')(async (ctx) => {
    const outlook = await retentionOutlook(ctx)
    const code = c.req.query('verarbeitung')
    const chosen = code ? outlook.find((o) => o.processing.code === code) : outlook[0]
    if (!chosen) throw new NotFound()
    const days = [0, 30, 90].find((n) => String(n) === c.req.query('tage')) ?? 30
    return page(
      c,
      <RetentionPage
        view={await viewOf(c, ctx, 'workspace')}
        outlook={outlook}
        chosen={chosen}
        days={days}
        due={await casesToGo(ctx, chosen.processing, { days, limit: MOST })}
        most={MOST}
        weeks={await weeksToCome(ctx)}
        log={await runs(ctx)}
        last={await lastRun(ctx)}
        processings={await processings(ctx)}
      />,
    )
  }),
)
