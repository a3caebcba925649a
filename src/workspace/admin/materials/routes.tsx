import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { managedMaterials, saveMaterial } from '#modules/fieldwork/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type MaterialFault, type MaterialForm, MaterialsPage } from './materials-page.tsx'

const empty: MaterialForm = { id: null, name: '', nameEn: '', unit: '', retired: false }

/** What field staff use up: a short list, each with the unit it is counted in. */
export const materialRoutes = new Hono<Env>()
  .get(paths.materials, (c) => c.get('tx')((ctx) => show(c, ctx, empty)))
  .post(paths.materials, async (c) => save(c, await read(c, null)))
  .get(paths.material(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      const one = (await managedMaterials(ctx)).find((known) => known.id === c.req.param('id'))
      if (!one) throw new NotFound()
      const { id, name, unit, retired } = one
      return show(c, ctx, { id, name: name.de, nameEn: name.en, unit, retired })
    }),
  )
  .post(paths.material(':id'), async (c) => save(c, await read(c, c.req.param('id')!)))

async function read(c: Req, id: string | null): Promise<MaterialForm> {
  const body = await c.req.parseBody()
  const text = (name: string, most: number): string =>
    typeof body[name] === 'string' ? body[name].trim().slice(0, most) : ''
  return {
    id,
    name: text('name', 100),
    nameEn: text('name_en', 100),
    unit: text('einheit', 20),
    retired: text('stand', 10) === 'ruht',
  }
}

const save = (c: Req, form: MaterialForm): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const known = await managedMaterials(ctx)
    if (form.id && !known.some((one) => one.id === form.id)) throw new NotFound()
    const faults = (
      [
        ['name', !form.name],
        ['unit', !form.unit],
      ] as const
    ).flatMap(([key, wrong]) => (wrong ? [key] : []))
    if (faults.length > 0) return show(c, ctx, form, faults)
    const { id, ...rest } = form
    await saveMaterial(ctx, { ...rest, ...(id && { id }) })
    return c.redirect(urlWith(paths.materials, { getan: 'ja' }), 303)
  })

async function show(
  c: Req,
  ctx: Ctx,
  form: MaterialForm,
  faults: readonly MaterialFault[] = [],
): Promise<Response> {
  const [known, view] = [await managedMaterials(ctx), await viewOf(c, ctx, 'workspace')]
  const done = c.req.query('getan') !== undefined
  return page(c, <MaterialsPage {...{ view, known, form, faults, done }} />, faults.length > 0 ? 422 : 200)
}
