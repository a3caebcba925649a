import { Hono } from 'hono'
import { renderToString } from 'preact-render-to-string'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { addressBook, districts, nearestAddress, placePicture, searchAddresses } from '#modules/geo/index.ts'
import {
  countsByLayer,
  layerByCode,
  layers,
  objectByCode,
  objectById,
  objectLabel,
  objectsOf,
  type TownObject,
} from '#modules/objects/index.ts'
import { countReports, publicReports } from '#modules/reports/index.ts'
import { lastSeen } from '#modules/rounds/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { categoriesOf } from '#portal/report/object-choosing.ts'
import { boxOfText } from '#portal/reports/filter.ts'
import { paths } from '../../paths.ts'
import { LayerPage } from './layer-page.tsx'
import { LayersPage } from './layers-page.tsx'
import { ObjectCard } from './object-card.tsx'
import { ObjectPage } from './object-page.tsx'
import { objectsJson } from './objects-json.ts'
import { beginAtObject, isBegun } from './reporting.ts'

/** A page of a layer's list; near an address so far from it. */
const PAGE = 50
const NEAR_METRES = 1000
/** Reports on an object's page; the list has them all. */
const SHOWN = 20

export const objectRoutes = new Hono<Env>()
  .get('/objekte', async (c) => {
    const typed = (c.req.query('code') ?? '').trim().slice(0, 40)
    return c.get('publicTx')(async (ctx) => {
      // A whole address is copied as often as the code in it.
      const object = typed ? await objectByCode(ctx, typed.split('/').at(-1)!) : null
      if (object) return c.redirect(paths.object(object.code), 303)
      const [view, shown, counts] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        layers(ctx),
        countsByLayer(ctx),
      ])
      return page(c, <LayersPage view={view} layers={shown} counts={counts} unknown={typed} />)
    })
  })
  .get('/objekte/:layer', (c) => c.get('publicTx')((ctx) => layerPage(c, ctx, c.req.param('layer'))))
  .get('/o/:code', (c) => objectPage(c, c.req.param('code')))
  .post('/o/:code/meldung', async (c) => {
    const begun = await beginAtObject(c, c.req.param('code'))
    return 'to' in begun ? c.redirect(begun.to, 303) : objectPage(c, c.req.param('code'), begun)
  })
  .get('/karte/objekte.json', async (c) => {
    keep(c)
    const box = boxOfText(c.req.query('bbox') ?? '')
    if (!box) throw new Invalid('map_box')
    const wanted = (c.req.queries('ebene') ?? []).slice(0, 40)
    const found = await c.get('publicTx')((ctx) => objectsJson(ctx, wanted, box))
    c.header('Cache-Control', 'private, no-cache')
    return c.json(found)
  })
  .get('/karte/objekte/:code', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const object = await objectByCode(ctx, c.req.param('code'))
      if (!object) throw new NotFound()
      const [view, count, open] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        countReports(ctx, { objectId: object.id }),
        countReports(ctx, { objectId: object.id, status: 'unfinished' }),
      ])
      c.header('Cache-Control', 'private, no-cache')
      return c.html(renderToString(<ObjectCard view={view} object={object} count={count} open={open} />))
    })
  })

async function objectPage(
  c: Req,
  code: string,
  wrong: { mistakes: Record<string, string>; chosen: string } = { mistakes: {}, chosen: '' },
): Promise<Response> {
  // Staff may follow the sticker of a thing that only staff know of; the reports are those of everybody all the same.
  const run = c.get('actor').kind === 'staff' ? c.get('tx') : c.get('publicTx')
  const begun = await c.get('tx')((ctx) => isBegun(c, ctx))
  return run(async (ctx) => {
    const object = await objectByCode(ctx, code)
    if (!object) throw new NotFound()
    // One address for one object, however the code was typed.
    if (c.req.method === 'GET' && code !== object.code) return c.redirect(paths.object(object.code), 301)
    const about = { objectId: object.id }
    const [view, open, done, count, near, areas, categories, picture] = await Promise.all([
      viewOf(c, ctx, 'portal'),
      publicReports(ctx, { ...about, status: 'unfinished' }, SHOWN),
      publicReports(ctx, { ...about, status: 'closed' }, SHOWN),
      countReports(ctx, about),
      nearestAddress(ctx, object.place),
      districts(ctx),
      categoriesOf(ctx, object),
      placePicture(ctx, object.place, {
        width: 640,
        height: 420,
        zoom: 18,
        what: objectLabel(object, ctx.lang),
      }),
    ])
    const walked = await lastSeen(ctx, object.id)
    c.header('Cache-Control', 'no-store')
    return page(
      c,
      <ObjectPage
        view={view}
        walked={walked}
        object={object}
        address={near?.label ?? null}
        district={areas.find((area) => area.id === object.areaId)?.name ?? null}
        picture={picture}
        categories={categories}
        open={open.reports}
        done={done.reports}
        count={count}
        begun={begun}
        {...wrong}
      />,
      Object.keys(wrong.mistakes).length > 0 ? 422 : 200,
    )
  })
}

async function layerPage(c: Req, ctx: Ctx, code: string): Promise<Response> {
  const layer = await layerByCode(ctx, code)
  if (!layer) throw new NotFound()
  const asked = {
    q: (c.req.query('q') ?? '').trim().slice(0, 60),
    nahe: (c.req.query('nahe') ?? '').trim().slice(0, 200),
    ortsteil: c.req.query('ortsteil') ?? '',
    nach: c.req.query('nach') ?? '',
  }
  const areas = await districts(ctx)
  const area = areas.find((one) => one.code === asked.ortsteil)
  const [near = null] = asked.nahe ? await searchAddresses(ctx, asked.nahe, 1) : []
  const after = asked.nach && !near ? await objectById(ctx, asked.nach) : null
  const found = await objectsOf(
    ctx,
    {
      layer: layer.code,
      ...(asked.q && { text: asked.q }),
      ...(area && { areaId: area.id }),
      ...(near && { near: { lat: near.lat, lon: near.lon, within: NEAR_METRES } }),
      ...(after && { after }),
    },
    PAGE + 1,
  )
  const objects = found.slice(0, PAGE)
  return page(
    c,
    <LayerPage
      view={await viewOf(c, ctx, 'portal')}
      layer={layer}
      objects={objects}
      addresses={await addressesOf(ctx, objects)}
      asked={asked}
      districts={areas}
      near={near}
      next={found.length > PAGE && !near ? objects.at(-1)!.id : null}
    />,
  )
}

/** How people call the places of a page of objects; nothing in a town whose addresses are not kept in memory. */
async function addressesOf(ctx: Ctx, objects: readonly TownObject[]): Promise<Map<string, string>> {
  const book = await addressBook(ctx)
  return new Map(objects.map(({ id, place }) => [id, book?.nearest(place, 100)?.label ?? '']))
}
