import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { districts } from '#modules/geo/index.ts'
import { layers } from '#modules/objects/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import {
  assertManagesRounds,
  changeRound,
  makeRound,
  managedRound,
  managedRounds,
  today,
} from '#modules/rounds/index.ts'
import { unitsWhere } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { paths } from '../../../paths.ts'
import { unitOptions } from '../unit-tree.ts'
import { RoundEditPage } from './edit-page.tsx'
import { emptyForm, fieldOf, formOf, parseForm, type RoundFaults, type RoundForm, readForm } from './form.ts'
import { RoundsAdminPage } from './list-page.tsx'

const doneWords = ['neu', 'geaendert'] as const

/** Which rounds there are, over what, and when they are walked. */
export const adminRoundsRoutes = new Hono<Env>()
  .use(paths.adminRounds, staffOnly)
  .use(`${paths.adminRounds}/*`, staffOnly)
  .get(paths.adminRounds, (c) =>
    c.get('tx')(async (ctx) => {
      const rounds = await managedRounds(ctx)
      const [{ units }, all, view] = [
        await organisation(ctx),
        await layers(ctx),
        await viewOf(c, ctx, 'workspace'),
      ]
      const unitOf = (id: string) => {
        const unit = units.get(id)
        return unit ? unitName(unit, ctx.lang) : ''
      }
      return page(
        c,
        <RoundsAdminPage
          view={view}
          rounds={rounds}
          hasLayers={all.length > 0}
          unitOf={unitOf}
          layerOf={(code) => all.find((one) => one.code === code)?.name[ctx.lang] ?? code}
          done={doneWords.find((word) => word === c.req.query('getan')) ?? null}
        />,
      )
    }),
  )
  .get(paths.adminRoundNew, (c) =>
    c.get('tx')(async (ctx) => {
      assertManagesRounds(ctx)
      const [unit] = unitsWhere(ctx.actor, 'rounds.manage')
      const [layer] = await layers(ctx)
      return show(c, ctx, null, emptyForm(today(ctx).toString(), unit ?? '', layer?.code ?? ''), 0)
    }),
  )
  .post(paths.adminRoundNew, (c) => save(c, null))
  .get(paths.adminRound(':id'), (c) =>
    c.get('tx')(async (ctx) => {
      const round = await managedRound(ctx, c.req.param('id')!)
      return show(c, ctx, round.id, formOf(round), round.version)
    }),
  )
  .post(paths.adminRound(':id'), (c) => save(c, c.req.param('id')!))

interface More {
  faults?: RoundFaults
  conflict?: boolean
  status?: 200 | 409 | 422
}

async function show(
  c: Req,
  ctx: Ctx,
  id: string | null,
  form: RoundForm,
  version: number,
  { status = 200, ...more }: More = {},
): Promise<Response> {
  const [view, org, areas, all, kinds] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    organisation(ctx),
    districts(ctx),
    layers(ctx),
    catalogue(ctx),
  ])
  const mine = new Set(unitsWhere(ctx.actor, 'rounds.manage'))
  const walkers = [...org.staff.values()].filter(
    (person) =>
      person.active &&
      org.grants
        .get(person.id)
        ?.some((g) => !g.for && g.permissions.includes('rounds.walk') && g.units.some((u) => mine.has(u))),
  )
  return page(
    c,
    <RoundEditPage
      view={view}
      round={id ? await managedRound(ctx, id) : null}
      form={form}
      version={version}
      units={unitOptions(org, ctx.lang, (unit) => mine.has(unit.id))}
      people={walkers
        .map((person) => ({ value: person.id, label: person.name }))
        .sort((a, b) => a.label.localeCompare(b.label, ctx.lang))}
      layers={all.map((one) => ({ value: one.code, label: one.name[ctx.lang] }))}
      districts={areas.map((one) => ({ value: one.id, label: one.name }))}
      categories={kinds.all.map((one) => ({ value: one.code, label: one.name[ctx.lang] }))}
      {...more}
    />,
    status,
  )
}

async function save(c: Req, id: string | null): Promise<Response> {
  const body = await c.req.parseBody({ all: true })
  const form = readForm(body)
  const version = /^\d{1,9}$/.test(String(body.version)) ? Number(body.version) : 0
  const again = (more: More, at = version) => c.get('tx')((ctx) => show(c, ctx, id, form, at, more))
  const read = await c.get('tx')(async (ctx) => {
    if (id) await managedRound(ctx, id)
    else assertManagesRounds(ctx)
    return parseForm(form, ctx.t)
  })
  if (read.faults) return again({ faults: read.faults, status: 422 })
  try {
    await c.get('tx')(async (ctx) => {
      if (id) await changeRound(ctx, id, read.input, version)
      else await makeRound(ctx, read.input)
    })
  } catch (error) {
    if (error instanceof Invalid) {
      const message = await c.get('tx')(async (ctx) => ctx.t(`error.${error.code}`, error.params))
      return again({ faults: { [fieldOf[error.code] ?? 'name']: message }, status: 422 })
    }
    if (error instanceof Conflict) {
      const now = await c.get('tx')((ctx) => managedRound(ctx, id ?? ''))
      return again({ conflict: true, status: 409 }, now.version)
    }
    throw error
  }
  return c.redirect(`${paths.adminRounds}?getan=${id ? 'geaendert' : 'neu'}`, 303)
}
