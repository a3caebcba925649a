import { Hono } from 'hono'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  compareOffers,
  endpointById,
  mapAttributes,
  mapCategories,
  mappingsOf,
  servicesOf,
  setDefaultService,
} from '#modules/exchange/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { AttributesPage } from './attributes-page.tsx'
import { readMapping, readSources } from './form.ts'
import { ServicesPage } from './services-page.tsx'

/** A category that is mapped, with the service it is mapped to. Throws NotFound. */
async function mapped(ctx: Ctx, id: string, code: string) {
  const endpoint = await endpointById(ctx, id)
  const [{ byCode }, services, mappings] = await Promise.all([
    catalogue(ctx),
    servicesOf(ctx, endpoint.id),
    mappingsOf(ctx, endpoint.id),
  ])
  const [category, mapping] = [byCode.get(code), mappings.get(code)]
  const service = services.find((s) => s.code === mapping?.service)
  if (!category || !mapping || !service) throw new NotFound()
  return { endpoint, category, mapping, service }
}

/** Which of our categories is which of their services. */
export const mappingRoutes = new Hono<Env>()
  .get(paths.partnerServices(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      const endpoint = await endpointById(ctx, c.req.param('id')!)
      const done = ['abruf', 'zuordnung'].find((word) => word === c.req.query('getan')) ?? null
      return page(
        c,
        <ServicesPage
          view={await viewOf(c, ctx, 'workspace')}
          endpoint={endpoint}
          comparison={await compareOffers(ctx, endpoint)}
          done={done}
        />,
      )
    }),
  )
  .post(paths.partnerServices(':id'), async (c) => {
    const id = c.req.param('id')!
    const body = await c.req.parseBody({ all: true })
    await c.get('tx')(async (ctx) => {
      const endpoint = await endpointById(ctx, id)
      const wanted = readMapping(body)
      if (body.vorschlaege === 'ja')
        for (const row of (await compareOffers(ctx, endpoint)).rows)
          if (row.suggested && !wanted.get(row.category.code))
            wanted.set(row.category.code, row.suggested.code)
      await mapCategories(ctx, id, wanted)
      const standard = typeof body.standard === 'string' ? body.standard : ''
      if ((endpoint.defaultService ?? '') !== standard) await setDefaultService(ctx, id, standard || null)
    })
    return c.redirect(urlWith(paths.partnerServices(id), { getan: 'zuordnung' }), 303)
  })
  .get(paths.partnerAttributes(':id', ':category'), (c) =>
    c.get('tx')(async (ctx) => {
      const { id, category } = c.req.param() as { id: string; category: string }
      const found = await mapped(ctx, id, category)
      return page(c, <AttributesPage view={await viewOf(c, ctx, 'workspace')} {...found} />)
    }),
  )
  .post(paths.partnerAttributes(':id', ':category'), async (c) => {
    const { id, category } = c.req.param() as { id: string; category: string }
    const body = await c.req.parseBody({ all: true })
    await c.get('tx')(async (ctx) => {
      const { service } = await mapped(ctx, id, category)
      const codes = (service.attributes ?? []).filter((a) => !a.automated).map((a) => a.code)
      await mapAttributes(ctx, id, category, readSources(body, codes))
    })
    return c.redirect(urlWith(paths.partnerServices(id), { getan: 'zuordnung' }), 303)
  })
