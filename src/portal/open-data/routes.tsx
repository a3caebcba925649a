import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { catalogue, firstReportAt } from '#modules/reports/index.ts'
import { licences, settings } from '#modules/tenancy/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { feedHead } from '#platform/events/feed.ts'
import { paths } from '../../paths.ts'
import { readAsked } from './asked.ts'
import { catalogueOf } from './catalogue.ts'
import { datasets } from './datasets.ts'
import { toJsonLd, toTurtle } from './graph.ts'
import { categoriesCsv, layerGeoJson, publicLayer, worksGeoJson } from './other-files.ts'
import { OpenDataPage } from './page.tsx'
import { csv, type Format, geojson } from './rows.ts'
import { streamReports } from './streaming.ts'

const limits = new RateLimit()
const formats: Readonly<Record<string, Format>> = {
  'meldungen.csv': csv,
  'meldungen.geojson': geojson,
}

/** Everything public to take along: the page about it, the files, and their description for catalogues. */
export const openDataRoutes = new Hono<Env>()
  .get(paths.openData, (c) =>
    c.get('publicTx')(async (ctx) => {
      const asked =
        (await readAsked(ctx, new URL(c.req.url).searchParams)) ??
        (await readAsked(ctx, new URLSearchParams()))!
      const [view, sets, town, all, first] = await Promise.all([
        viewOf(c, ctx, 'portal'),
        datasets(ctx),
        settings(ctx),
        catalogue(ctx),
        firstReportAt(ctx),
      ])
      return page(
        c,
        <OpenDataPage
          view={view}
          sets={sets}
          licence={licences[town.openData.licence]}
          attribution={town.openData.attribution || town.contact.authority || ctx.tenant.name}
          catalogue={all}
          years={yearsSince(first, ctx.now)}
          asked={asked}
        />,
      )
    }),
  )
  .get(paths.openDataFile(':file'), async (c) => {
    limit(c, limits, 'open-data', 60)
    const name = c.req.param('file') ?? ''
    const format = Object.hasOwn(formats, name) ? formats[name] : undefined
    if (format) {
      const asked = await c.get('publicTx')(async (ctx) => {
        const read = await readAsked(ctx, new URL(c.req.url).searchParams)
        return read && { filter: read.filter, etag: await etagOf(c, ctx) }
      })
      if (!asked) throw new NotFound()
      return send(c, name, format.type, asked.etag, () => streamReports(c, asked.filter, format))
    }
    const layer = /^objekte-([\w-]{1,60})\.geojson$/.exec(name)?.[1]
    if (layer) {
      const etag = await c.get('publicTx')(async (ctx) => {
        await publicLayer(ctx, layer)
        return etagOf(c, ctx)
      })
      return send(c, name, geojson.type, etag, () => encoded(layerGeoJson(c.get('publicTx'), layer)))
    }
    const made = Object.hasOwn(small, name) ? small[name] : undefined
    if (!made) throw new NotFound()
    const { etag, text } = await c.get('publicTx')(async (ctx) => ({
      etag: await etagOf(c, ctx),
      text: await made.text(ctx),
    }))
    return send(c, name, made.type, etag, () => new Blob([text]).stream())
  })

/** Files that are made at once. */
const small: Readonly<Record<string, { type: string; text: (ctx: Ctx) => Promise<string> }>> = {
  'kategorien.csv': { type: csv.type, text: categoriesCsv },
  'baustellen.geojson': { type: geojson.type, text: worksGeoJson },
  'catalog.jsonld': {
    type: 'application/ld+json; charset=utf-8',
    text: async (ctx) => toJsonLd(await catalogueOf(ctx)),
  },
  'catalog.ttl': {
    type: 'text/turtle; charset=utf-8',
    text: async (ctx) => toTurtle(await catalogueOf(ctx)),
  },
}

/** The same as long as nothing has happened in the town and nothing else is asked for; what is planned begins by the hour. */
async function etagOf(c: Req, ctx: Ctx): Promise<string> {
  const said = [await feedHead(ctx), ctx.lang, new URL(c.req.url).search, ctx.now.toISOString().slice(0, 13)]
  return `W/"${createHash('sha256').update(JSON.stringify(said)).digest('base64url').slice(0, 22)}"`
}

/** A file as a stream, packed where the reader takes it so; nothing at all when they have it. */
function send(
  c: Req,
  name: string,
  type: string,
  etag: string,
  body: () => ReadableStream<Uint8Array>,
): Response {
  const headers: Record<string, string> = {
    ETag: etag,
    'Cache-Control': 'public, max-age=60',
    Vary: 'Accept-Encoding, Accept-Language',
    // Pages of others may read what is everybody's.
    'Access-Control-Allow-Origin': '*',
  }
  const known = (c.req.header('if-none-match') ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  if (known.includes(etag.replace(/^W\//, ''))) return c.body(null, 304, headers)
  headers['Content-Type'] = type
  if (!name.startsWith('catalog.')) headers['Content-Disposition'] = `attachment; filename="${name}"`
  if (!/\bgzip\b/.test(c.req.header('accept-encoding') ?? '')) return c.body(body(), 200, headers)
  headers['Content-Encoding'] = 'gzip'
  return c.body(body().pipeThrough(new CompressionStream('gzip') as never), 200, headers)
}

function encoded(parts: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}

const yearsSince = (first: Date | null, now: Date): string[] => {
  const [from, until] = [(first ?? now).getFullYear(), now.getFullYear()]
  return Array.from({ length: until - from + 1 }, (_, i) => String(until - i))
}
