import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { pageFiles, serviceWorker } from '#http/service-worker.ts'
import { viewOf } from '#http/view.ts'
import { settings } from '#modules/tenancy/index.ts'
import { NotFound } from '#platform/errors.ts'
import { renderPage } from '#ui/render.ts'
import { paths } from '../paths.ts'
import { givenOf } from './given.ts'
import { iconNames, townIcon } from './icon.ts'
import { FieldLayout } from './layout.tsx'
import { toolsOf } from './tools.ts'

const dayLong = { 'Cache-Control': 'public, max-age=86400' }

/** What makes an app of it: shell, worker, manifest, icons. The same for everybody, without a sign-in. */
export const appRoutes = new Hono<Env>()
  .get(paths.fieldShell, async (c) => {
    c.header('Cache-Control', 'no-cache')
    c.header('Vary', 'Cookie, Accept-Language')
    return c.html(await shell(c))
  })
  .get(
    paths.fieldWorker,
    serviceWorker('field', async (c) => {
      const assets = c.get('assets')
      return {
        home: paths.field,
        shell: paths.fieldShell,
        // Another shell is another worker: texts and colours of the town reach phones that way.
        mark: createHash('sha256')
          .update(await shell(c))
          .digest('base64url')
          .slice(0, 12),
        files: [...assets.needs('islands/field.js'), ...['field.css', ...pageFiles].map(assets.url)],
        fresh: [paths.mapTown, '/farben.css'],
        actions: paths.fieldActions,
      }
    }),
  )
  .get(paths.fieldManifest, async (c) => {
    const { town, t, lang, settings: own } = await c.get('publicTx')((ctx) => viewOf(c, ctx, 'workspace'))
    const manifest = {
      name: `${t('field.app')} – ${town.name}`,
      short_name: t('field.short'),
      description: t('field.description'),
      lang,
      id: paths.field,
      start_url: paths.field,
      scope: paths.field,
      display: 'standalone',
      orientation: 'any',
      theme_color: own.colours.primary,
      background_color: own.colours.primary,
      icons: iconNames.map((name) => ({
        src: paths.fieldIcon(name),
        sizes: name.startsWith('192') ? '192x192' : '512x512',
        type: 'image/png',
        purpose: name.includes('maskable') ? 'maskable' : 'any',
      })),
    }
    return c.body(JSON.stringify(manifest), 200, {
      'Content-Type': 'application/manifest+json',
      'Cache-Control': 'public, max-age=300',
    })
  })
  .get(paths.fieldIcon(':name'), async (c) => {
    const name = iconNames.find((known) => known === c.req.param('name'))
    if (!name) throw new NotFound()
    const { logo, colours } = await c.get('publicTx')((ctx) => settings(ctx))
    const png = await townIcon(name, { logo, colour: colours.primary })
    return c.body(new Uint8Array(png), 200, { 'Content-Type': 'image/png', ...dayLong })
  })

/** A page without anything of a person on it; the island fills it from what the device has. */
const shell = (c: Req): Promise<string> =>
  c.get('publicTx')(async (ctx) => {
    const [view, given] = await Promise.all([viewOf(c, ctx, 'workspace'), givenOf(c, ctx)])
    // Whoever asks, it is nobody's page.
    const nobody = { ...view, user: null, nav: [], path: paths.field }
    const tools = toolsOf(nobody, given)
    return renderPage(
      <FieldLayout view={nobody} title={view.t('field.app')} given={given} tools={tools}>
        <h1 class="kern-heading-large">{view.t('field.app')}</h1>
        <p class="fd-lead">{view.t('field.loading')}</p>
        <noscript>
          <p>{view.t('field.noScript')}</p>
        </noscript>
      </FieldLayout>,
    )
  })
