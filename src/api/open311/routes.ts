import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { Env, Req } from '#http/env.ts'
import { holderByToken, visibleCase } from '#modules/cases/index.ts'
import {
  countForExchange,
  type ExchangedReport,
  type ExchangeFilter,
  reportsForExchange,
} from '#modules/reports/index.ts'
import { settings } from '#modules/tenancy/index.ts'
import { anonymous } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { answer, checkCallback, isXml, onOpen311Error } from './answer.ts'
import { cursorAt, MOST_REQUESTS, readAsked } from './asking.ts'
import { discovery } from './discovery.ts'
import { langOf } from './language.ts'
import { postRequest } from './posting.ts'
import { postUpdate } from './posting-updates.ts'
import { serviceDefinition, services } from './services.ts'
import { serviceRequests } from './shown.ts'
import { updates } from './updates.ts'
import type { Value } from './xml.ts'

/** Reads as the public does, in the language that was asked for. */
function read<R>(c: Req, run: (ctx: Ctx) => Promise<R>): Promise<R> {
  checkCallback(c)
  return inTx(c.get('platform'), { tenant: c.get('tenant'), actor: anonymous, lang: langOf(c) }, run)
}

const withSuffixes = (path: string): string[] => [`${path}.json`, `${path}.xml`, path]

/** The last part of the path without its format. */
const idIn = (c: Req): string => {
  const id = (c.req.param('id') ?? '').replace(/\.(json|xml)$/, '')
  if (id.length > 200 || id.includes('\0')) throw new NotFound()
  return id
}

/** A parameter of the URL; PostgreSQL knows no texts with a zero byte. */
const parameter =
  (c: Req) =>
  (name: string): string | undefined =>
    c.req.query(name)?.replaceAll('\0', '')

/** Open311 GeoReport v2, with the deviations that its real clients depend on (docs/api/open311.md). */
export const open311Routes = new Hono<Env>()
  .basePath(paths.open311)
  .on('POST', withSuffixes('/requests'), (c) => postRequest(c))
  .on('GET', withSuffixes('/discovery'), async (c) =>
    answer(
      c,
      'discovery',
      await read(c, async (ctx) => discovery(ctx, await settings(ctx), c.get('platform').config.demo)),
    ),
  )
  .on('GET', withSuffixes('/services'), async (c) => answer(c, 'services', await read(c, services)))
  .get('/services/:id', async (c) =>
    answer(c, 'service_definition', await read(c, (ctx) => serviceDefinition(ctx, idIn(c)))),
  )
  .on('GET', withSuffixes('/requests'), async (c) => {
    const found = await read(c, async (ctx) => {
      const asked = readAsked(ctx, parameter(c))
      const reports = await reportsForExchange(ctx, asked.filter)
      const list = await serviceRequests(ctx, reports, asked.extensions)
      return {
        asked,
        list: asked.fields ? list.map((one) => onlyFields(one, asked.fields!)) : list,
        last: reports.length === asked.filter.limit ? reports.at(-1) : undefined,
        total: asked.meta ? await countForExchange(ctx, asked.filter) : null,
      }
    })
    const { asked, list, last, total } = found
    if (last && !asked.filter.ids) c.header('Link', nextPage(c, asked.filter, last))
    if (total !== null) c.header('X-Total-Count', String(total))
    // XML has one root, and it is the list: the count stands in the header.
    if (total === null || isXml(c)) return answer(c, 'service_requests', list)
    const { limit, offset } = asked.filter
    return answer(c, 'service_requests', { requests: list, meta: { total, limit, offset } })
  })
  .get('/requests/:id', async (c) => {
    const list = await read(c, async (ctx) => {
      const reports = await reportsForExchange(ctx, { ids: [idIn(c).toLowerCase()], limit: 1, offset: 0 })
      if (reports.length === 0) throw new NotFound()
      return serviceRequests(ctx, reports, c.req.query('extensions') === 'true')
    })
    return answer(c, 'service_requests', list)
  })
  .get('/tokens/:id', async (c) => {
    const token = idIn(c)
    const number = await read(c, (ctx) => numberFor(ctx, token))
    return answer(c, 'service_requests', [{ service_request_id: number, token }])
  })
  .on('GET', withSuffixes('/servicerequestupdates'), async (c) =>
    answer(c, 'service_request_updates', await read(c, (ctx) => updates(ctx, parameter(c)))),
  )
  .on('POST', withSuffixes('/servicerequestupdates'), (c) => postUpdate(c))
  .all('/*', () => {
    throw new HTTPException(404)
  })
open311Routes.onError(onOpen311Error)

/**
 * Every report has its number at once, so nobody is given a token to wait with. Clients that ask nevertheless do so
 * with what they have: the number, the id, or the last part of the tracking link.
 */
async function numberFor(ctx: Ctx, token: string): Promise<string> {
  const holder = await holderByToken(ctx, token)
  if (!holder) return (await visibleCase(ctx, token.toLowerCase())).number
  const row = await ctx.db
    .selectFrom('cases.case')
    .select('number')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', holder.case)
    .executeTakeFirst()
  if (!row) throw new NotFound()
  return row.number
}

/** Where the list goes on: by what was shown last, however far that is; by number where nearest come first. */
function nextPage(c: Req, { limit, offset, near, sort }: ExchangeFilter, last: ExchangedReport): string {
  const url = new URL(c.req.url)
  for (const name of ['page', 'page_size', 'max_requests', 'api_key', 'offset', 'cursor'])
    url.searchParams.delete(name)
  url.searchParams.set('limit', String(Math.min(limit, MOST_REQUESTS)))
  if (near) url.searchParams.set('offset', String(offset + limit))
  else
    url.searchParams.set(
      'cursor',
      cursorAt({ at: sort === 'updated' ? last.updatedAt : last.openedAt, id: last.id }),
    )
  return `<${c.get('tenant').publicUrl}${url.pathname}${url.search}>; rel="next"`
}

const onlyFields = (one: Value, fields: ReadonlySet<string>): Value =>
  Object.fromEntries(Object.entries(one as Record<string, Value>).filter(([name]) => fields.has(name)))
