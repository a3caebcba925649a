import type { ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { paths } from '#paths.ts'
import { inTx } from '#platform/context/transaction.ts'
import { DomainError, NotFound } from '#platform/errors.ts'
import { translator } from '#platform/i18n.ts'
import { ErrorPage } from '#ui/error-page.tsx'
import { renderPage } from '#ui/render.ts'
import type { T } from '#ui/view.ts'
import type { Env, Req } from './env.ts'
import { viewOf } from './view.ts'

/** The one place where errors become answers: a page for people, `application/problem+json` (RFC 9457) for machines. */
export const onError: ErrorHandler<Env> = (error, c) => answer(c as Req, error)

/** A slash too many at the end is how people type addresses; "//elsewhere/" is none of ours. */
export const onNotFound: NotFoundHandler<Env> = (c) => {
  const slash = /^(\/[^/\\].*?)\/+$/.exec(c.req.path)
  const reading = c.req.method === 'GET' || c.req.method === 'HEAD'
  if (slash && reading && c.get('tenant')) return c.redirect(slash[1]! + new URL(c.req.url).search, 308)
  return answer(c as Req, new NotFound())
}

async function answer(c: Req, error: Error): Promise<Response> {
  const known =
    error instanceof DomainError
      ? error
      : error instanceof HTTPException || isUnwritable(error) || isBrokenForm(error)
        ? asDomain(error)
        : null
  const outage = !known && isOutage(error)
  const status = known?.status ?? (outage ? 503 : 500)
  const code = known?.code ?? (outage ? 'unavailable' : 'unexpected')
  // Who hung up in the middle of sending is nobody's fault.
  if (status >= 500 && !c.req.raw.signal.aborted)
    c.get('platform').log.error(
      { err: error, request: c.get('requestId'), route: c.req.routePath },
      'request failed',
    )
  const headers = { 'Cache-Control': 'no-store', ...(outage ? { 'Retry-After': '10' } : {}) }
  const t = translator(c.get('lang') ?? 'de')
  const title = t(`error.${code}`, known?.params)
  if (wantsProblem(c))
    return c.body(
      JSON.stringify({ type: 'about:blank', title, status, code, instance: c.get('requestId') }),
      status as 500,
      {
        ...headers,
        'Content-Type': 'application/problem+json',
      },
    )
  try {
    return await inTx(
      c.get('platform'),
      { tenant: c.get('tenant'), actor: c.get('actor'), lang: c.get('lang') },
      async (ctx) => {
        const view = await viewOf(c, ctx, 'portal')
        return c.html(
          renderPage(
            <ErrorPage
              view={view}
              status={status}
              message={ctx.t(`error.${code}`, known?.params)}
              back={status === 409 ? reportAbove(c.req.path, ctx.t) : null}
            />,
          ),
          status as 500,
          headers,
        )
      },
    )
  } catch {
    // Without a database there are no settings to dress the page in; the sentence still gets through.
    return c.html(
      `<!doctype html><html lang="${c.get('lang') ?? 'de'}"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1></html>`,
      status as 500,
      headers,
    )
  }
}

/** Where a step of a report or case is not possible any more, it can still be looked at. */
function reportAbove(path: string, t: T): { href: string; label: string } | null {
  const [, area, number] = /^\/(meldungen|vorgaenge)\/(\d{4}-\d{1,15})\//.exec(path) ?? []
  if (!number) return null
  return area === 'meldungen'
    ? { href: paths.publicReport(number), label: t('ui.errorPage.toReport') }
    : { href: paths.case(number), label: t('ui.errorPage.toCase') }
}

function asDomain(error: Error): { status: number; code: string; params: Record<string, unknown> } {
  const status = error instanceof HTTPException ? error.status : 400
  const code =
    status === 413 ? 'too_large' : status === 429 ? 'too_many' : status === 404 ? 'not_found' : 'bad_request'
  return { status, code, params: {} }
}

/** A text with a zero byte, which PostgreSQL cannot hold and nobody types: the asker's doing, not ours. */
export const isUnwritable = (error: unknown): boolean => (error as { code?: unknown }).code === '22021'

/** A form whose body is not what its header says: cut off, or made by hand. */
const isBrokenForm = (error: unknown): boolean =>
  error instanceof TypeError && error.message.startsWith('Failed to parse body as FormData')

const outageCodes = /^(08|3D000|57P0|53300|ECONN|ENOTFOUND|EPIPE|ENOENT|ETIMEDOUT)/

/** The database is gone or going: the person is told to come back, not that something is wrong with them. */
export function isOutage(error: unknown): boolean {
  const e = error as { code?: unknown; message?: string }
  return (
    outageCodes.test(String(e.code ?? '')) ||
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable|Client was closed/i.test(
      e.message ?? '',
    )
  )
}

const wantsProblem = (c: Req): boolean =>
  c.req.path.startsWith('/api/') || /application\/(problem\+)?json/.test(c.req.header('accept') ?? '')
