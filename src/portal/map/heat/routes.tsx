import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { keep } from '#http/rendered.ts'
import { viewOf } from '#http/view.ts'
import { trendSeries } from '#modules/analytics/index.ts'
import { type Tile, townBox, townPicture } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { hrefOf } from '#portal/reports/filter.ts'
import { paths } from '../../../paths.ts'
import { readWindow, wholeTown } from '../clusters-json.ts'
import { type HeatView, readHeat } from './asked.ts'
import { HeatPage } from './heat-page.tsx'
import { heatRows } from './rows.ts'
import { squares, squaresJson } from './squares.ts'

/** Squares from one side of the town to the other in the server's picture. */
const ACROSS = 12
/** Squares around the world at zoom 0 (64 of 512 pixels). */
const AROUND = 8
/** Months of the small picture beside the table. */
const SERIES = 24

/** The map as density or as change, with a table beside it that holds the same. */
export const heatPage = (c: Req, which: HeatView): Promise<Response> =>
  c.get('publicTx')(async (ctx) => {
    const asked = await readHeat(ctx, new URL(c.req.url).searchParams, which)
    const box = await wholeTown(ctx)
    const wide = Math.max(box.east - box.west, 1e-4) / 360
    const zoom = Math.max(0, Math.min(14, Math.round(Math.log2(ACROSS / wide / AROUND))))
    const [view, some, town, series] = await Promise.all([
      viewOf(c, ctx, 'portal'),
      squares(ctx, asked, { box, zoom }),
      townBox(ctx),
      which === 'entwicklung' ? monthly(ctx, asked) : null,
    ])
    const rows = await heatRows(ctx, asked, some)
    const number = view.format.formatNumber
    const tiles = some.map((s): Tile => {
      const now = number(s.now)
      return {
        box: s.box,
        fill: s.class.fill,
        sign: s.class.sign || now,
        href: hrefOf(paths.list, asked.filter, { bereich: s.box }),
        label:
          s.before === null
            ? view.t('map.there', { count: s.now, n: now })
            : view.t('map.heat.tile', {
                now,
                before: number(s.before),
                change: view.t(`map.heat.class.${s.class.key}`),
              }),
      }
    })
    const picture = await townPicture(ctx, [], { width: 760, height: 640, tiles })
    return page(
      c,
      <HeatPage
        view={view}
        asked={asked}
        rows={rows}
        squares={some.length}
        total={some.reduce((sum, s) => sum + s.now, 0)}
        series={series}
        picture={picture}
        centre={town?.centre ?? view.settings.map.centre}
        box={box}
      />,
    )
  })

async function monthly(
  ctx: Ctx,
  { filter, months }: Awaited<ReturnType<typeof readHeat>>,
): Promise<{ month: string; n: number }[]> {
  const last = Temporal.PlainYearMonth.from(months.until)
  const from = last.subtract({ months: SERIES - 1 }).toString()
  const counted = await trendSeries(ctx, filter.filter, { from, until: months.until })
  return Array.from({ length: SERIES }, (_, i) => {
    const month = last.subtract({ months: SERIES - 1 - i }).toString()
    return { month, n: counted.get(month) ?? 0 }
  })
}

const json = (c: Req, which: HeatView): Promise<Response> =>
  c.get('publicTx')(async (ctx) => {
    const query = new URL(c.req.url).searchParams
    const [asked, window] = await Promise.all([readHeat(ctx, query, which), readWindow(ctx, query)])
    c.header('Cache-Control', 'private, no-cache')
    return c.json(squaresJson(await squares(ctx, asked, { ...window, zoom: Math.min(18, window.zoom + 1) })))
  })

/** What the island draws as the map moves. */
export const heatRoutes = new Hono<Env>()
  .get(paths.mapHeat, (c) => {
    keep(c)
    return json(c, 'dichte')
  })
  .get(paths.mapTrend, (c) => {
    keep(c)
    return json(c, 'entwicklung')
  })
