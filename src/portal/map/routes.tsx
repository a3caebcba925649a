import { Hono } from 'hono'
import { renderToString } from 'preact-render-to-string'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { districts, townBox } from '#modules/geo/index.ts'
import { countReports, publicReports } from '#modules/reports/index.ts'
import { Invalid, NotFound } from '#platform/errors.ts'
import { readFilter } from '#portal/reports/filter.ts'
import { ReportRow } from '#portal/reports/report-row.tsx'
import { clustersJson, readWindow } from './clusters-json.ts'
import { heatViewOf } from './heat/asked.ts'
import { heatPage, heatRoutes } from './heat/routes.tsx'
import { MapPage } from './map-page.tsx'
import { PlaceCard } from './place-card.tsx'
import { clusterPicture } from './town-clusters.ts'
import { packedTown } from './town-json.ts'

/** Beside the map; the list has them all. */
const LISTED = 30
/** In the card of one place. */
const AT_ONE_PLACE = 8

export const mapRoutes = new Hono<Env>()
  .route('/', heatRoutes)
  .get('/karte', async (c) => {
    keep(c)
    const heat = heatViewOf(new URL(c.req.url).searchParams)
    if (heat) return heatPage(c, heat)
    return c.get('publicTx')(async (ctx) => {
      const filter = await readFilter(ctx, new URL(c.req.url).searchParams)
      const [view, { reports }, count, box] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        publicReports(ctx, filter.filter, LISTED),
        countReports(ctx, filter.filter),
        townBox(ctx),
      ])
      const picture = await clusterPicture(ctx, view, filter)
      return page(
        c,
        <MapPage
          view={view}
          filter={filter}
          reports={reports}
          count={count}
          picture={picture}
          centre={box?.centre ?? view.settings.map.centre}
        />,
      )
    })
  })
  .get('/karte/stadt.json', async (c) => {
    const town = await c.get('publicTx')(packedTown)
    const headers = {
      'Content-Type': 'application/json',
      'Cache-Control': 'public, max-age=300, stale-while-revalidate=86400',
      Vary: 'Accept-Encoding',
      ETag: town.etag,
    }
    if (c.req.header('if-none-match') === town.etag) return c.body(null, 304, headers)
    const zipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '')
    return c.body(
      new Uint8Array(zipped ? town.gzip : town.plain),
      200,
      zipped ? { ...headers, 'Content-Encoding': 'gzip' } : headers,
    )
  })
  .get('/karte/meldungen.json', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const query = new URL(c.req.url).searchParams
      const [{ filter }, window] = await Promise.all([readFilter(ctx, query), readWindow(ctx, query)])
      c.header('Cache-Control', 'private, no-cache')
      return c.json(await clustersJson(ctx, filter, window))
    })
  })
  // What lies at one place: a piece of a page, asked for by the map's island.
  .get('/karte/ausschnitt', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const filter = await readFilter(ctx, new URL(c.req.url).searchParams)
      if (!filter.asked.bereich) throw new Invalid('map_box')
      const [view, { reports }, count] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        publicReports(ctx, filter.filter, AT_ONE_PLACE),
        countReports(ctx, filter.filter),
      ])
      c.header('Cache-Control', 'private, no-cache')
      return c.html(renderToString(<PlaceCard view={view} filter={filter} reports={reports} count={count} />))
    })
  })
  // The card of one report, for an address that has it open.
  .get('/karte/meldungen/:number', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const [view, { reports }, areas] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        publicReports(ctx, { number: c.req.param('number') }, 1),
        districts(ctx),
      ])
      const report = reports[0]
      if (!report) throw new NotFound()
      c.header('Cache-Control', 'private, no-cache')
      return c.html(
        renderToString(
          <ul class="sd-reports">
            <ReportRow
              view={view}
              report={report}
              district={areas.find((a) => a.id === report.areaId)?.name ?? null}
            />
          </ul>,
        ),
      )
    })
  })
