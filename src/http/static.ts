import { Hono } from 'hono'
import { settings } from '#modules/tenancy/index.ts'
import { NotFound } from '#platform/errors.ts'
import { townStyles } from '#ui/town-styles.ts'
import type { Env } from './env.ts'

/** Built files under hashed names, and the town's own colours and arms. */
export const staticRoutes = new Hono<Env>()
  .get('/assets/*', (c) => {
    const asset = c.get('assets').serve(c.req.path)
    if (!asset) throw new NotFound()
    const accepts = c.req.header('accept-encoding') ?? ''
    const encoding =
      asset.encodings.br && /\bbr\b/.test(accepts)
        ? 'br'
        : asset.encodings.gzip && /\bgzip\b/.test(accepts)
          ? 'gzip'
          : null
    const body = encoding ? asset.encodings[encoding]! : asset.body
    return c.body(new Uint8Array(body), 200, {
      'Content-Type': asset.type,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding ? { 'Content-Encoding': encoding } : {}),
    })
  })
  .get('/farben.css', async (c) => {
    const { colours } = await c.get('tx')((ctx) => settings(ctx))
    return c.body(townStyles(colours), 200, {
      'Content-Type': 'text/css; charset=utf-8',
      'Cache-Control': 'public, max-age=300',
    })
  })
  .get('/wappen.svg', async (c) => {
    const { logo } = await c.get('tx')((ctx) => settings(ctx))
    if (!logo) throw new NotFound()
    return c.body(logo, 200, {
      'Content-Type': 'image/svg+xml',
      'Cache-Control': 'public, max-age=300',
      'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    })
  })
