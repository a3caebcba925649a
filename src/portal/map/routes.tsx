import { Hono } from 'hono'
import { renderToString } from 'preact-render-to-string'
import type { Env } from '#http/env.ts'
import { page } from '#http/page.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { districts, townBox, townPicture } from '#modules/geo/index.ts'
import { countReports, publicReports, reportDots } from '#modules/reports/index.ts'
import { NotFound } from '#platform/errors.ts'
import { readFilter } from '#portal/reports/filter.ts'
import { ReportRow } from '#portal/reports/report-row.tsx'
import { MapPage } from './map-page.tsx'
import { packedTown } from './town-json.ts'

/** Beside the map; the list has them all. */
const LISTED = 30
/** In the picture for those without JavaScript: more would only lie on top of each other. */
const DRAWN = 600

export const mapRoutes = new Hono<Env>()
  .get('/karte', async (c) => {
    keep(c)
    return c.get('publicTx')(async (ctx) => {
      const filter = await readFilter(ctx, new URL(c.req.url).searchParams)
      const [view, { reports }, count, dots, box] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        publicReports(ctx, filter.filter, LISTED),
        countReports(ctx, filter.filter),
        reportDots(ctx, filter.filter, DRAWN),
        townBox(ctx),
      ])
      const picture = await townPicture(
        ctx,
        dots.map(({ lat, lon, status }) => ({ lat, lon, kind: status })),
        { width: 760, height: 640 },
      )
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
      const { filter } = await readFilter(ctx, new URL(c.req.url).searchParams)
      const dots = await reportDots(ctx, filter)
      c.header('Cache-Control', 'private, no-cache')
      return c.json({
        type: 'FeatureCollection',
        features: dots.map(({ number, status, lat, lon }) => ({
          type: 'Feature',
          properties: { number, status },
          geometry: { type: 'Point', coordinates: [rounded(lon), rounded(lat)] },
        })),
      })
    })
  })
  // The card that opens on a dot: a piece of a page, asked for by the map's island.
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

/** A metre is all that a dot needs. */
const rounded = (degrees: number): number => Math.round(degrees * 1e5) / 1e5
