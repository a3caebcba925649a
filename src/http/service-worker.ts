import type { Handler } from 'hono'
import type { Env, Req } from './env.ts'

/** Built files that every page needs, by their logical names: what a worker keeps besides its own. */
export const pageFiles = [
  'portal.css',
  'icon.svg',
  ...['regular-latin', 'semibold-latin', 'regular-din91379', 'semibold-din91379'].map(
    (font) => `fonts/${font}.woff2`,
  ),
]

/**
 * The service worker src/service-workers/<name>.ts, for a route of the part that owns it: `.get('/unterwegs/sw.js',
 * serviceWorker('field'))`. It may look after its own
 * folder only: `navigator.serviceWorker.register(address, { scope: '/unterwegs' })`. `given` is what the worker finds as `self.given`,
 * e.g. the addresses that it keeps; the browser notices a new worker when code or this changes. The answer is the same
 * for everyone: nothing of a person belongs in it.
 */
export const serviceWorker =
  (name: string, given: (c: Req) => object | Promise<object> = () => ({})): Handler<Env> =>
  async (c) => {
    const assets = c.get('assets')
    const code = assets.serve(assets.url(`service-workers/${name}.js`))?.body.toString() ?? ''
    return c.body(`self.given=${JSON.stringify(await given(c))};\n${code}`, 200, {
      'Content-Type': 'text/javascript; charset=utf-8',
      // Browsers ask again at every visit; a worker that were kept would keep old pages alive.
      'Cache-Control': 'no-cache',
      // The folder's own page has no slash at its end ("/unterwegs"), which a worker below it could not reach.
      'Service-Worker-Allowed': c.req.path.replace(/\/[^/]*$/, ''),
    })
  }
