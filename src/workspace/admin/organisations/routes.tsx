import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { recordReadings } from '#modules/audit/index.ts'
import { decideOrganisation, organisationRequest, organisationRequests } from '#modules/citizens/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { RequestPage, RequestsPage } from './pages.tsx'

const doneWords = ['ja', 'nein'] as const

const show = (c: Req, fault?: { reason: string; message: string }): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const { organisation, founder } = await organisationRequest(ctx, c.req.param('id') ?? '')
    recordReadings(ctx, 'person', founder ? [founder.id] : [])
    const view = await viewOf(c, ctx, 'workspace')
    return page(
      c,
      <RequestPage view={view} organisation={organisation} founder={founder} {...(fault && { fault })} />,
      fault ? 422 : 200,
    )
  })

/** Organisations that want to act in the portal: the town looks, and says yes or why not. */
export const organisationRequestRoutes = new Hono<Env>()
  .get(paths.organisationRequests, (c) =>
    c.get('tx')(async (ctx) =>
      page(
        c,
        <RequestsPage
          view={await viewOf(c, ctx, 'workspace')}
          waiting={await organisationRequests(ctx, 'waiting')}
          decided={await organisationRequests(ctx, 'decided')}
          done={doneWords.find((word) => word === c.req.query('erledigt')) ?? null}
        />,
      ),
    ),
  )
  .get(paths.organisationRequest(':id'), (c) => show(c))
  .post(paths.organisationDecision(':id'), async (c) => {
    const body = await c.req.parseBody()
    const reason = typeof body.grund === 'string' ? body.grund.slice(0, 1000) : ''
    const yes = body.antwort === 'ja'
    const message = await c.get('tx')(async (ctx) => {
      await organisationRequest(ctx, c.req.param('id') ?? '')
      return yes || reason.trim() ? null : ctx.t('error.doubles.note_missing')
    })
    if (message) return show(c, { reason, message })
    const verdict = yes ? ({ confirm: true } as const) : ({ confirm: false, reason } as const)
    await c.get('tx')((ctx) =>
      decideOrganisation(ctx, c.req.param('id') ?? '', verdict, Number(body.stand) || 0),
    )
    return c.redirect(urlWith(paths.organisationRequests, { erledigt: yes ? 'ja' : 'nein' }), 303)
  })
