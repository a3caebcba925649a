import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { layers } from '#modules/objects/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import {
  changeCategory,
  createCategory,
  type ManagedCategory,
  managedCategories,
  managedCategory,
} from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { CategoryPage } from './edit-page.tsx'
import { type CategoryFaults, type CategoryForm, emptyCategory, formOf, readForm } from './form.ts'
import { CategoriesPage } from './list-page.tsx'
import { parseForm } from './parsing.ts'

const doneWords = ['neu', 'geaendert'] as const

/** Categories of reports: what can be reported, who answers for it, what is asked. */
export const categoryRoutes = new Hono<Env>()
  .get(paths.categories, (c) =>
    c.get('tx')(async (ctx) => {
      const [categories, { units }] = [await managedCategories(ctx), await organisation(ctx)]
      const nameOf = (id: string) => {
        const unit = units.get(id)
        return unit ? unitName(unit, ctx.lang) : ''
      }
      const done = doneWords.find((word) => word === c.req.query('getan')) ?? null
      const view = await viewOf(c, ctx, 'workspace')
      return page(c, <CategoriesPage view={view} categories={categories} unitName={nameOf} done={done} />)
    }),
  )
  .get(paths.categoryNew, (c) =>
    c.get('tx')(async (ctx) => {
      const [first] = await managedCategories(ctx)
      return show(c, ctx, null, emptyCategory('', first?.group ?? ''), 0)
    }),
  )
  .post(paths.categoryNew, (c) => save(c, null))
  .get(paths.category(':code'), (c) =>
    c.get('tx')(async (ctx) => {
      const found = await managedCategory(ctx, c.req.param('code')!)
      return show(c, ctx, found.code, formOf(found), found.version)
    }),
  )
  .post(paths.category(':code'), (c) => save(c, c.req.param('code')!))

interface More {
  faults?: CategoryFaults
  conflict?: boolean
  status?: 200 | 409 | 422
}

async function show(
  c: Req,
  ctx: Ctx,
  code: string | null,
  form: CategoryForm,
  version: number,
  { status = 200, ...more }: More = {},
): Promise<Response> {
  const [all, shown, { units }, view] = await Promise.all([
    managedCategories(ctx),
    layers(ctx),
    organisation(ctx),
    viewOf(c, ctx, 'workspace'),
  ])
  const groups = [...new Map(all.map((one) => [one.group, one.groupName]))]
  const choice = [...units.values()]
    .filter((u) => !u.dissolvedAt)
    .map((u) => ({ value: u.id, label: unitName(u, ctx.lang) }))
    .sort((a, b) => a.label.localeCompare(b.label, ctx.lang))
  return page(
    c,
    <CategoryPage
      view={view}
      code={code}
      version={version}
      form={form}
      units={[{ value: '', label: view.t('categories.unit.choose') }, ...choice]}
      groups={groups.map(([value, label]) => ({ value, label }))}
      layers={shown.map((layer) => ({ value: layer.code, label: layer.name[ctx.lang] }))}
      {...more}
    />,
    status,
  )
}

async function save(c: Req, code: string | null): Promise<Response> {
  const body = await c.req.parseBody()
  const form = readForm(body)
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : 0
  const again = (more: More, at = version) => c.get('tx')((ctx) => show(c, ctx, code, form, at, more))
  const before = await c.get('tx')(async (ctx): Promise<ManagedCategory | null> => {
    if (code) return managedCategory(ctx, code)
    await managedCategories(ctx)
    return null
  })
  const { input, faults } = parseForm(form, before?.questions)
  if (Object.keys(faults).length > 0) return again({ faults, status: 422 })
  try {
    await c.get('tx')(async (ctx) => {
      if (code) await changeCategory(ctx, code, input, version)
      else await createCategory(ctx, input)
    })
  } catch (error) {
    if (error instanceof Invalid)
      return again({ faults: error.code === 'category.unit' ? { unit: true } : { name: true }, status: 422 })
    if (error instanceof Conflict) {
      const now = await c.get('tx')((ctx) => managedCategory(ctx, code ?? ''))
      return again({ conflict: true, status: 409 }, now.version)
    }
    throw error
  }
  return c.redirect(urlWith(paths.categories, { getan: code ? 'geaendert' : 'neu' }), 303)
}
