import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import {
  changeEndpoint,
  checkConnection,
  countsOf,
  createEndpoint,
  type EndpointInput,
  endpointById,
  endpointFaults,
  endpoints,
  logOf,
  pauseEndpoint,
  pullNow,
  pullsOf,
  removeEndpoint,
  resumeEndpoint,
} from '#modules/exchange/index.ts'
import { apiKeys } from '#modules/identity/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { EditPartnerPage } from './edit-page.tsx'
import { blank, readPartner } from './form.ts'
import { PartnersPage } from './list-page.tsx'
import { mappingRoutes } from './mapping-routes.tsx'
import { PartnerPage, type PartnerPageProps } from './partner-page.tsx'

const doneWords = ['neu', 'geaendert', 'pause', 'weiter', 'entfernen', 'abruf', 'zuordnung'] as const
export const doneOf = (c: Req) => doneWords.find((word) => word === c.req.query('getan')) ?? null

const actions: Record<string, (ctx: Ctx, id: string) => Promise<void>> = {
  pause: pauseEndpoint,
  weiter: resumeEndpoint,
}

/** One partner as it is now. */
const show = (c: Req, id: string, more: Partial<PartnerPageProps> = {}, status: 200 | 422 = 200) =>
  c.get('tx')(async (ctx) => {
    const endpoint = await endpointById(ctx, id)
    const [view, counts, others, log, pulls] = await Promise.all([
      viewOf(c, ctx, 'workspace'),
      countsOf(ctx, [endpoint]),
      authorities(ctx),
      logOf(ctx, id),
      pullsOf(ctx, endpoint.id),
    ])
    return page(
      c,
      <PartnerPage
        view={view}
        endpoint={endpoint}
        counts={counts.get(endpoint.id)!}
        authority={others.find((a) => a.id === endpoint.authorityId) ?? null}
        log={log}
        pulls={pulls}
        {...more}
      />,
      status,
    )
  })

/** The form for a new partner (`id` null) or one that is changed. */
async function edit(
  c: Req,
  ctx: Ctx,
  id: string | null,
  input: EndpointInput | null,
  { status = 200, faults = {} }: { status?: 200 | 409 | 422; faults?: Record<string, string> } = {},
) {
  const endpoint = id === null ? null : await endpointById(ctx, id)
  if (endpoint === null) await endpoints(ctx) // who may not see them may not make one
  const keys = may(ctx.actor, 'keys.manage')
    ? (await apiKeys(ctx)).filter((k) => !k.revokedAt || k.id === endpoint?.inboundKeyId)
    : []
  return page(
    c,
    <EditPartnerPage
      view={await viewOf(c, ctx, 'workspace')}
      endpoint={endpoint}
      input={input ?? (endpoint ? { ...endpoint, apiKey: '' } : blank)}
      authorities={await authorities(ctx)}
      keys={keys}
      faults={faults}
      conflict={status === 409}
    />,
    status,
  )
}

/** Other Open311 servers: setting them up, watching them, comparing what they offer. */
export const exchangeRoutes = new Hono<Env>()
  .get(paths.partners, (c) =>
    c.get('tx')(async (ctx) => {
      const all = await endpoints(ctx)
      return page(
        c,
        <PartnersPage
          view={await viewOf(c, ctx, 'workspace')}
          endpoints={all}
          counts={await countsOf(ctx, all)}
          authorities={await authorities(ctx)}
          done={doneOf(c)}
        />,
      )
    }),
  )
  .get(paths.partnerNew, (c) => c.get('tx')((ctx) => edit(c, ctx, null, null)))
  .post(paths.partnerNew, stepUp, async (c) => {
    const { input } = readPartner(await c.req.parseBody({ all: true }), null)
    return c.get('tx')(async (ctx) => {
      const faults = await endpointFaults(ctx, input, null)
      if (Object.keys(faults).length > 0) return edit(c, ctx, null, input, { status: 422, faults })
      const id = await createEndpoint(ctx, input)
      return c.redirect(urlWith(paths.partner(id), { getan: 'neu' }), 303)
    })
  })
  .get(paths.partner(':id'), (c) => show(c, c.req.param('id')!, { done: doneOf(c) }))
  .get(paths.partnerEdit(':id'), (c) => c.get('tx')((ctx) => edit(c, ctx, c.req.param('id')!, null)))
  .post(paths.partnerEdit(':id'), stepUp, async (c) => {
    const id = c.req.param('id')!
    const body = await c.req.parseBody({ all: true })
    const tried = { input: blank }
    try {
      return await c.get('tx')(async (ctx) => {
        const before = await endpointById(ctx, id)
        const { input, version } = readPartner(body, before.defaultService)
        tried.input = input
        const faults = await endpointFaults(ctx, input, before.id)
        if (Object.keys(faults).length > 0) return edit(c, ctx, id, input, { status: 422, faults })
        await changeEndpoint(ctx, id, input, version)
        return c.redirect(urlWith(paths.partner(id), { getan: 'geaendert' }), 303)
      })
    } catch (error) {
      if (!(error instanceof Conflict)) throw error
      return c.get('tx')((ctx) => edit(c, ctx, id, tried.input, { status: 409 }))
    }
  })
  .route('/', mappingRoutes)
  .post(paths.partnerAction(':id', 'pruefung'), async (c) => {
    const id = c.req.param('id')!
    const endpoint = await c.get('tx')((ctx) => endpointById(ctx, id))
    // Outside of any transaction: the other side may take its time.
    return show(c, id, { checked: await checkConnection(c.get('platform'), endpoint) })
  })
  .post(paths.partnerAction(':id', 'abruf'), async (c) => {
    const id = c.req.param('id')!
    const endpoint = await c.get('tx')((ctx) => endpointById(ctx, id))
    const pulled = await pullNow(c.get('platform'), c.get('tenant'), endpoint)
    if (!pulled.ok) return show(c, id, { trouble: pulled }, 422)
    return c.redirect(urlWith(paths.partnerServices(id), { getan: 'abruf' }), 303)
  })
  .post(paths.partnerAction(':id', 'entfernen'), stepUp, async (c) => {
    await c.get('tx')((ctx) => removeEndpoint(ctx, c.req.param('id')!))
    return c.redirect(urlWith(paths.partners, { getan: 'entfernen' }), 303)
  })
  .post(paths.partnerAction(':id', ':what'), async (c) => {
    const { id, what } = c.req.param() as { id: string; what: string }
    const act = Object.hasOwn(actions, what) ? actions[what] : undefined
    if (!act) throw new NotFound()
    await c.get('tx')((ctx) => act(ctx, id))
    return c.redirect(urlWith(paths.partner(id), { getan: what }), 303)
  })
