import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { recordReadings } from '#modules/audit/index.ts'
import { mailById, mailStatuses, outbox, outboxCounts } from '#modules/notifications/index.ts'
import { paths } from '../../paths.ts'
import { parseCursor } from '../cursor.ts'
import { MailListPage } from './mail-list-page.tsx'
import { MailPage } from './mail-page.tsx'

/** The town's outgoing mail, for those who look after it. */
export const mailRoutes = new Hono<Env>()
  .use(paths.mail, staffOnly)
  .use(`${paths.mail}/*`, staffOnly)
  .get(paths.mail, (c) =>
    c.get('tx')(async (ctx) => {
      const status = mailStatuses.find((s) => s === c.req.query('stand'))
      const after = parseCursor(c.req.query('nach'))
      const [list, counts, view] = await Promise.all([
        outbox(ctx, { ...(status && { status }), ...(after && { after }) }),
        outboxCounts(ctx),
        viewOf(c, ctx, 'workspace'),
      ])
      const smtp = c.get('platform').config.smtpUrl !== null && c.get('platform').config.smtpUrl !== undefined
      return page(
        c,
        <MailListPage
          view={view}
          list={list}
          counts={counts}
          status={status ?? null}
          smtp={smtp}
          first={!after}
        />,
      )
    }),
  )
  .get(paths.mailItem(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      const mail = await mailById(ctx, c.req.param('id')!)
      recordReadings(ctx, 'mail', mail.stream ? [mail.id, mail.stream] : [mail.id])
      return page(c, <MailPage view={await viewOf(c, ctx, 'workspace')} mail={mail} />)
    }),
  )
