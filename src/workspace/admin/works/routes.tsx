import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { whereWords } from '#http/works/words.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import {
  assertManagesWorks,
  changeWork,
  endWork,
  makeWork,
  managedWork,
  managedWorks,
  publishWork,
  reportsOf,
  tieByHand,
  untie,
  whereFrom,
} from '#modules/works/index.ts'
import { unitsWhere } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { paths } from '../../../paths.ts'
import { unitOptions } from '../unit-tree.ts'
import { EditPage } from './edit-page.tsx'
import { emptyForm, fieldOf, formOf, parseForm, readForm, type WorkFaults, type WorkForm } from './form.ts'
import { doneWords, WorkAdminPage, type WorkProps, WorksAdminPage } from './pages.tsx'

const doneOf = (c: Req) => doneWords.find((word) => word === c.req.query('getan')) ?? null

/** Planned works and outages: writing them down, publishing, ending, and which reports they answered. */
export const adminWorksRoutes = new Hono<Env>()
  .use(paths.adminWorks, staffOnly)
  .use(`${paths.adminWorks}/*`, staffOnly)
  .get(paths.adminWorks, (c) =>
    c.get('tx')(async (ctx) => {
      const [works, { units }] = [await managedWorks(ctx), await organisation(ctx)]
      const unitOf = (id: string) => {
        const unit = units.get(id)
        return unit ? unitName(unit, ctx.lang) : ''
      }
      const view = await viewOf(c, ctx, 'workspace')
      return page(c, <WorksAdminPage view={view} works={works} unitOf={unitOf} done={doneOf(c)} />)
    }),
  )
  .get(paths.adminWorkNew, (c) =>
    c.get('tx')(async (ctx) => {
      assertManagesWorks(ctx)
      const [first] = unitsWhere(ctx.actor, 'works.manage')
      return edit(c, ctx, null, emptyForm(ctx.now, ctx.tenant.timeZone, first ?? ''), 0)
    }),
  )
  .post(paths.adminWorkNew, (c) => save(c, null))
  .get(paths.adminWork(':id'), (c) => c.get('tx')((ctx) => show(c, ctx)))
  .get(paths.adminWorkEdit(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      const work = await managedWork(ctx, c.req.param('id')!)
      return edit(c, ctx, work.id, formOf(work, ctx.tenant.timeZone), work.version)
    }),
  )
  .post(paths.adminWorkEdit(':id'), (c) => save(c, c.req.param('id')!))
  .post(paths.adminWorkAction(':id', 'veroeffentlichung'), (c) =>
    act(c, 'veroeffentlichung', (ctx, id) => publishWork(ctx, id, true)),
  )
  .post(paths.adminWorkAction(':id', 'ruecknahme'), (c) =>
    act(c, 'ruecknahme', (ctx, id) => publishWork(ctx, id, false)),
  )
  .post(paths.adminWorkAction(':id', 'ende'), (c) => act(c, 'ende', endWork))
  .post(paths.adminWorkAction(':id', 'meldungen'), async (c) => {
    const { nummer } = await c.req.parseBody()
    const number = typeof nummer === 'string' ? nummer.trim().slice(0, 60) : ''
    return act(c, 'meldungen', (ctx, id) => tieByHand(ctx, id, number), number)
  })
  .post(paths.adminWorkUntie(':id', ':number'), async (c) => {
    const number = c.req.param('number')!
    const { zurueck } = await c.req.parseBody()
    const done = await act(c, 'loesung', async (ctx, id) =>
      untie(ctx, id, (await visibleCase(ctx, number)).id),
    )
    return zurueck === 'vorgang' && done.status === 303 ? c.redirect(paths.case(number), 303) : done
  })

async function act(
  c: Req,
  noun: (typeof doneWords)[number],
  run: (ctx: Ctx, id: string) => Promise<void>,
  number = '',
): Promise<Response> {
  const id = c.req.param('id')!
  try {
    await c.get('tx')((ctx) => run(ctx, id))
  } catch (error) {
    if (!(error instanceof Invalid || (error instanceof Conflict && error.code === 'work.tied'))) throw error
    return c.get('tx')((ctx) => show(c, ctx, { number, message: ctx.t(`error.${error.code}`, error.params) }))
  }
  return c.redirect(`${paths.adminWork(id)}?getan=${noun}`, 303)
}

async function show(c: Req, ctx: Ctx, mistake?: WorkProps['mistake']): Promise<Response> {
  const work = await managedWork(ctx, c.req.param('id')!)
  const [view, where, tied, { byCode }] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    whereWords(ctx, work),
    reportsOf(ctx, work.id),
    catalogue(ctx),
  ])
  const answers = work.types.map((type) => byCode.get(type)?.name[ctx.lang] ?? type)
  return page(
    c,
    <WorkAdminPage
      view={view}
      work={work}
      where={where}
      answers={answers}
      tied={tied}
      done={mistake ? null : doneOf(c)}
      {...(mistake && { mistake })}
    />,
    mistake ? 422 : 200,
  )
}

interface More {
  faults?: WorkFaults
  conflict?: boolean
  status?: 200 | 409 | 422
}

async function edit(
  c: Req,
  ctx: Ctx,
  id: string | null,
  form: WorkForm,
  version: number,
  { status = 200, ...more }: More = {},
): Promise<Response> {
  const [view, org, areas, all] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    organisation(ctx),
    districts(ctx),
    catalogue(ctx),
  ])
  const mine = new Set(unitsWhere(ctx.actor, 'works.manage'))
  return page(
    c,
    <EditPage
      view={view}
      work={id ? await managedWork(ctx, id) : null}
      form={form}
      version={version}
      units={unitOptions(org, ctx.lang, (unit) => mine.has(unit.id))}
      districts={areas}
      catalogue={all}
      {...more}
    />,
    status,
  )
}

async function save(c: Req, id: string | null): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const form = await readForm(body)
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : 0
  const again = (more: More, at = version) => c.get('tx')((ctx) => edit(c, ctx, id, form, at, more))
  const read = await c.get('tx')(async (ctx) => {
    if (id) await managedWork(ctx, id)
    else assertManagesWorks(ctx)
    return parseForm(ctx, form)
  })
  if ('faults' in read) return again({ faults: read.faults, status: 422 })
  try {
    const saved = await c.get('tx')(async (ctx) => {
      const { where, ...rest } = read.parsed
      const before = id ? await managedWork(ctx, id) : null
      const input = { ...rest, ...(await whereFrom(ctx, { ...where, before })) }
      if (!id) return makeWork(ctx, input)
      await changeWork(ctx, id, input, version)
      return id
    })
    return c.redirect(`${paths.adminWork(saved)}?getan=${id ? 'geaendert' : 'neu'}`, 303)
  } catch (error) {
    if (error instanceof Invalid) {
      const message = await c.get('tx')(async (ctx) => ctx.t(`error.${error.code}`, error.params))
      return again({ faults: { [fieldOf[error.code] ?? 'title']: message }, status: 422 })
    }
    if (error instanceof Conflict) {
      const now = await c.get('tx')((ctx) => managedWork(ctx, id ?? ''))
      return again({ conflict: true, status: 409 }, now.version)
    }
    throw error
  }
}
