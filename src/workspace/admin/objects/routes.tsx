import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  allowHeld,
  changeLayer,
  countsByLayer,
  createLayer,
  fetchSoon,
  fetchStates,
  importObjects,
  managedLayer,
  managedLayers,
  wfsFault,
} from '#modules/objects/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { LayerEditPage } from './edit-page.tsx'
import { emptyLayer, formOf, type LayerFaults, type LayerForm, parseForm, readForm } from './form.ts'
import type { Tried } from './import-section.tsx'
import { LayerAdminPage } from './layer-page.tsx'
import { LayerListPage } from './list-page.tsx'
import { stickerRoutes } from './stickers-routes.tsx'

/** Some hundred thousand trees with their attributes. */
const LARGEST = 40_000_000
/** What goes to the page and back; of larger files the person chooses the file once more. */
const LARGEST_ROUND = 4_000_000
const doneWords = ['neu', 'geaendert', 'eingelesen', 'abruf', 'zustimmung'] as const

/** Layers of objects: what they are, where they come from, how their sources are doing. */
export const objectAdminRoutes = new Hono<Env>()
  .get(paths.adminObjects, (c) =>
    c.get('tx')(async (ctx) => {
      const layers = await managedLayers(ctx)
      const [counts, states] = [await countsByLayer(ctx), await fetchStates(ctx)]
      const view = await viewOf(c, ctx, 'workspace')
      return page(c, <LayerListPage view={view} layers={layers} counts={counts} states={states} />)
    }),
  )
  .get(paths.adminLayerNew, (c) =>
    c.get('tx')(async (ctx) => {
      await managedLayers(ctx) // who may not see them may not make one
      return showForm(c, ctx, null, emptyLayer, 0)
    }),
  )
  .post(paths.adminLayerNew, (c) => save(c, null))
  .get(paths.adminLayer(':code'), (c) => show(c, c.req.param('code')!))
  .get(paths.adminLayerAction(':code', 'bearbeiten'), (c) =>
    c.get('tx')(async (ctx) => {
      const layer = await managedLayer(ctx, c.req.param('code')!)
      return showForm(c, ctx, layer.code, formOf(layer), layer.version)
    }),
  )
  .post(paths.adminLayerAction(':code', 'bearbeiten'), (c) => save(c, c.req.param('code')!))
  .post(paths.adminLayerAction(':code', 'einlesen'), (c) => takeIn(c, c.req.param('code')!))
  .post(paths.adminLayerAction(':code', 'abruf'), async (c) => {
    const code = c.req.param('code')!
    await c.get('tx')(async (ctx) => {
      await managedLayer(ctx, code)
      await fetchSoon(ctx, code)
    })
    return c.redirect(urlWith(paths.adminLayer(code), { getan: 'abruf' }), 303)
  })
  .post(paths.adminLayerAction(':code', 'zustimmung'), async (c) => {
    const code = c.req.param('code')!
    const { anlass } = await c.req.parseBody()
    await c.get('tx')(async (ctx) => {
      await managedLayer(ctx, code)
      await allowHeld(ctx, code, String(anlass))
    })
    return c.redirect(urlWith(paths.adminLayer(code), { getan: 'zustimmung' }), 303)
  })
  .route('/', stickerRoutes)

async function show(
  c: Req,
  code: string,
  { tried = null, fault = null }: { tried?: Tried | null; fault?: 'missing' | 'large' | null } = {},
): Promise<Response> {
  return c.get('tx')(async (ctx) => {
    const layer = await managedLayer(ctx, code)
    const [counts, states] = [await countsByLayer(ctx), await fetchStates(ctx)]
    const done = doneWords.find((word) => word === c.req.query('getan'))
    const wrong = fault !== null || (tried?.result.errors.length ?? 0) > 0
    return page(
      c,
      <LayerAdminPage
        view={await viewOf(c, ctx, 'workspace')}
        layer={layer}
        count={counts.get(code) ?? { active: 0, gone: 0 }}
        state={states.get(code) ?? null}
        tried={tried}
        fault={fault}
        done={done ? ctx.t(`objectAdmin.done.${done}`) : null}
      />,
      wrong ? 422 : 200,
    )
  })
}

/** A file is tried first, then done with the very text that was tried. */
async function takeIn(c: Req, code: string): Promise<Response> {
  const body = await c.req.parseBody()
  const { datei: file, aktion: action } = body
  await c.get('tx')((ctx) => managedLayer(ctx, code))
  let text = typeof body.text === 'string' ? body.text : ''
  if (file instanceof File) {
    if (file.size === 0) return show(c, code, { fault: 'missing' })
    if (file.size > LARGEST) return show(c, code, { fault: 'large' })
    text = textOf(await file.arrayBuffer())
  }
  if (!text) return show(c, code, { fault: 'missing' })
  const dryRun = action !== 'einlesen'
  const result = await c.get('tx')((ctx) => importObjects(ctx, code, text, { dryRun }))
  if (dryRun || result.errors.length > 0)
    return show(c, code, { tried: { text: text.length > LARGEST_ROUND ? null : text, result } })
  return c.redirect(urlWith(paths.adminLayer(code), { getan: 'eingelesen' }), 303)
}

/** Text of a file in UTF-8, or in the code page that spreadsheets on Windows write. */
function textOf(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

interface More {
  faults?: LayerFaults
  conflict?: boolean
  status?: 200 | 409 | 422
}

async function showForm(
  c: Req,
  ctx: Ctx,
  code: string | null,
  form: LayerForm,
  version: number,
  { status = 200, ...more }: More = {},
): Promise<Response> {
  const { groups } = await catalogue(ctx)
  const view = await viewOf(c, ctx, 'workspace')
  return page(
    c,
    <LayerEditPage view={view} code={code} version={version} form={form} groups={groups} {...more} />,
    status,
  )
}

async function save(c: Req, code: string | null): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const form = readForm(body)
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : 0
  const again = (more: More, at = version) => c.get('tx')((ctx) => showForm(c, ctx, code, form, at, more))
  const checked = await c.get('tx')(async (ctx) => {
    await managedLayers(ctx)
    const { input, faults } = parseForm(form, new Set((await catalogue(ctx)).byCode.keys()))
    const wrong = input && (await wfsFault(ctx, input))
    return { input, faults: wrong ? { ...faults, [wrong]: true as const } : faults }
  })
  if (!checked.input || Object.keys(checked.faults).length > 0)
    return again({ faults: checked.faults, status: 422 })
  const { input } = checked
  try {
    const made = await c.get('tx')(async (ctx) => {
      if (!code) return createLayer(ctx, input)
      await changeLayer(ctx, code, input, version)
      return code
    })
    return c.redirect(urlWith(paths.adminLayer(made), { getan: code ? 'geaendert' : 'neu' }), 303)
  } catch (error) {
    if (!(error instanceof Conflict) || !code) throw error
    const now = await c.get('tx')((ctx) => managedLayer(ctx, code))
    return again({ conflict: true, status: 409 }, now.version)
  }
}
