import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { lastSeal } from '#modules/audit/index.ts'
import { unreachable } from '#modules/notifications/index.ts'
import { subscriptionHealth } from '#modules/subscriptions/index.ts'
import { hooksHealth } from '#modules/webhooks/index.ts'
import { may } from '#platform/context/actor.ts'
import { Forbidden } from '#platform/errors.ts'
import { platformStatus } from '#platform/status.ts'
import { paths } from '../../../paths.ts'
import { checksOf } from './checks.ts'
import { StatusPage } from './status-page.tsx'

const program: string = JSON.parse(
  readFileSync(new URL('../../../../package.json', import.meta.url), 'utf8'),
).version

/** How the program is doing, for the town's only administrator. */
export const statusRoutes = new Hono<Env>().get(paths.systemStatus, (c) =>
  c.get('tx')(async (ctx) => {
    if (!may(ctx.actor, 'system.status')) throw new Forbidden()
    const [status, hooks, subscriptions, letters, seal, view] = await Promise.all([
      platformStatus(ctx),
      hooksHealth(ctx),
      subscriptionHealth(ctx),
      unreachable(ctx),
      lastSeal(ctx),
      viewOf(c, ctx, 'workspace'),
    ])
    const checks = checksOf(status, {
      now: ctx.now,
      hooks,
      push: subscriptions,
      refusing: letters.doubtful,
      sealedAt: seal ? new Date(seal.at) : null,
      smtp: Boolean(ctx.platform.config.smtpUrl),
    })
    return page(
      c,
      <StatusPage
        view={view}
        status={status}
        checks={checks}
        subscriptions={subscriptions}
        ended={letters.ended}
        program={program}
      />,
    )
  }),
)
