import { createRoute } from '@hono/zod-openapi'
import { publicReports, publicWords, reportsForExchange } from '#modules/reports/index.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { addMedia } from '../media.ts'
import { reportInput } from '../report-input.ts'
import { send } from '../sending.ts'
import {
  absent,
  asMachine,
  asPublic,
  idempotencyHeader,
  invalid,
  json,
  security,
  v1App,
  withKey,
} from './app.ts'
import { areaByCode } from './areas.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { repeatable } from './repeatable.ts'
import { listOf, numberParam, receipt, report, reportDetail, reportQuery } from './schemas.ts'
import { absolute, shower, shownReceipt } from './showing.ts'

const list = createRoute({
  method: 'get',
  path: '/reports',
  tags: ['Reports'],
  summary: 'Public reports, newest first',
  request: { query: reportQuery },
  responses: { 200: json(listOf('Reports', report), 'A page of reports'), ...invalid },
})

const single = createRoute({
  method: 'get',
  path: '/reports/{number}',
  tags: ['Reports'],
  summary: 'One public report',
  request: { params: numberParam },
  responses: {
    200: json(reportDetail, 'The report with its photos and all that was publicly said'),
    ...absent,
  },
})

const create = createRoute({
  method: 'post',
  path: '/reports',
  tags: ['Reports'],
  summary: 'Report something',
  description: 'Takes a key with the scope `reports.write` or `open311.write`.',
  security,
  parameters: [idempotencyHeader],
  request: {
    body: { required: true, content: { 'application/json': { schema: reportInput.openapi('NewReport') } } },
  },
  responses: { 201: json(receipt, 'Accepted'), ...withKey, ...invalid },
})

/** Reports: what the public sees, and the way in. */
export const reportRoutes = v1App()
  .openapi(list, async (c) => {
    const q = c.req.valid('query')
    const page = await asPublic(c, async (ctx) => {
      const areaId = q.district ? await areaByCode(ctx, q.district) : undefined
      const [west, south, east, north] = q.bbox ?? []
      const after = readCursor(ctx, q.cursor)
      const { reports, next } = await publicReports(
        ctx,
        {
          ...(q.category?.length ? { category: q.category } : {}),
          ...(areaId ? { areaId } : {}),
          ...(q.status ? { status: q.status } : {}),
          ...(q.days ? { days: q.days } : {}),
          ...(q.q ? { text: q.q } : {}),
          ...(q.bbox ? { box: { west: west!, south: south!, east: east!, north: north! } } : {}),
          ...(after ? { after } : {}),
        },
        q.size,
      )
      const { common } = await shower(ctx)
      const items = reports.map((r) => ({
        ...common(r),
        text: r.text,
        photo: r.photo && absolute(ctx, paths.photo(r.photo, 'gross')),
        url: absolute(ctx, paths.publicReport(r.number)),
      }))
      return { items, next: writeCursor(next) }
    })
    return c.json(page, 200, { 'Access-Control-Allow-Origin': '*' })
  })
  .openapi(single, async (c) => {
    const shown = await asPublic(c, async (ctx) => {
      const [found] = await reportsForExchange(ctx, {
        ids: [c.req.valid('param').number.toLowerCase()],
        limit: 1,
        offset: 0,
      })
      if (!found) throw new NotFound()
      const { common } = await shower(ctx)
      const words = (await publicWords(ctx, [found.id])).get(found.id) ?? []
      const photos = found.photos.map((id) => absolute(ctx, paths.photo(id, 'gross')))
      return {
        ...common(found),
        text: found.text,
        photo: photos[0] ?? null,
        url: absolute(ctx, paths.publicReport(found.number)),
        photos,
        // The first word is the text itself.
        words: words.slice(1).map((w) => ({
          at: w.at.toISOString(),
          from: w.direction === 'out' ? ('town' as const) : ('public' as const),
          text: w.body,
        })),
      }
    })
    return c.json(shown, 200, { 'Access-Control-Allow-Origin': '*' })
  })
  .openapi(create, async (c) => {
    const input = c.req.valid('json')
    const who = asMachine(c, 'send')
    const { made, shown } = await inTx(c.get('platform'), who, async (ctx) => {
      const made = await repeatable(c, ctx, 'reports', input, () => send(ctx, input, 'api'))
      return { made, shown: await shownReceipt(ctx, made) }
    })
    const refusedPhotos = await addMedia(c, who, made, [], input.mediaUrls)
    return c.json({ ...shown, refusedPhotos }, 201, { Location: `${paths.v1}/reports/${made.number}` })
  })
