import type { VNode } from 'preact'
import { renderPage } from '#ui/render.ts'
import type { Req } from './env.ts'

/** Answers with a whole page. Pages are private to whoever asked unless a route says otherwise. */
export function page(
  c: Req,
  node: VNode,
  status: 200 | 403 | 404 | 409 | 413 | 422 | 429 | 500 | 503 = 200,
): Response {
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache')
  c.header('Vary', 'Cookie, Accept-Language')
  return c.html(renderPage(node), status)
}
