import { Hono } from 'hono'
import { renderToString } from 'preact-render-to-string'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import {
  awaitingLook,
  firstWordsOf,
  openedSince,
  recordPreview,
  recordWorkList,
  viewCounts,
  workList,
} from '#modules/cases/index.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { questionsWaiting } from '#modules/voice/index.ts'
import { may, selves } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { areasFor } from '../admin/areas.ts'
import { localPath } from '../local-path.ts'
import { doneSentence } from './done.ts'
import { ListPage } from './list-page.tsx'
import { parseList, readableUnits } from './list-query.ts'
import { lookAt } from './look.ts'
import { Preview } from './preview.tsx'

/** The work list, its preview, and the question what is new. */
export const listRoutes = new Hono<Env>()
  .get(paths.cases, (c) => c.get('tx')((ctx) => show(c, ctx)))
  .get(`${paths.cases}/neu`, async (c) => {
    const since = new Date(c.req.query('seit') ?? '')
    if (Number.isNaN(since.getTime())) return c.json({ count: 0 })
    return c.json({ count: await c.get('tx')((ctx) => openedSince(ctx, since)) })
  })
  .get(paths.caseAction(':number', 'vorschau'), (c) =>
    c.get('tx')(async (ctx) => {
      const back = localPath(c.req.query('zurueck')) ?? paths.cases
      const look = await lookAt(c, ctx, c.req.param('number')!)
      recordPreview(ctx, look.case)
      return c.html(renderToString(<Preview look={look} back={back} />))
    }),
  )

async function show(c: Req, ctx: Ctx): Promise<Response> {
  const [org, all, areas] = await Promise.all([organisation(ctx), catalogue(ctx), districts(ctx)])
  const query = parseList(c.req.query(), { actor: ctx.actor, org, catalogue: all, areas })
  const { filter } = query
  const [view, list, counts, waiting] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    workList(ctx, filter),
    viewCounts(ctx, filter.units ? { units: filter.units } : {}),
    questionsWaiting(ctx),
  ])
  recordWorkList(ctx, list.cases)
  const words = await firstWordsOf(
    ctx,
    list.cases.map((one) => one.id),
  )
  // Only towns that use this ask for it.
  const looks = all.all.some(
    (one) => one.public && (one.publish === 'after_look' || one.publishPhotos === 'after_look'),
  )
  const awaiting = looks
    ? await awaitingLook(
        ctx,
        list.cases.map((one) => one.id),
      )
    : new Set<string>()
  const wanted = query.preview ?? list.cases[0]?.number
  const look = wanted ? await lookAt(c, ctx, wanted).catch(ifGone) : null
  if (look && query.preview) recordPreview(ctx, look.case)
  const readable = readableUnits({ actor: ctx.actor, org })
  const others = new Set(selves(ctx.actor, { parts: true }).slice(1))
  const unit = (id: string | null) => org.units.get(id ?? '') ?? null
  const nameOf = (id: string | null) => {
    const found = unit(id)
    return found ? unitName(found, ctx.lang) : ''
  }
  return page(
    c,
    <ListPage
      view={view}
      query={query}
      list={list}
      counts={counts}
      words={words}
      names={{
        person: (id) => (id ? (org.staff.get(id)?.name ?? null) : null),
        standsInFor: (id) => id !== null && others.has(id),
        unit,
        unitName: nameOf,
        area: (id) => areas.find((a) => a.id === id)?.name ?? '',
        several: readable.length > 1 || list.cases.some((one) => one.unitId !== readable[0]?.id),
      }}
      choices={{
        categories: all.groups.map((g) => ({
          group: g.name[ctx.lang],
          options: g.categories.map((one) => ({ value: one.code, label: one.name[ctx.lang] })),
        })),
        areas: areas.map((a) => ({ value: a.code, label: a.name })),
        units: readable.map((u) => ({ value: u.code, label: unitName(u, ctx.lang) })),
      }}
      preview={look ? { look, asked: query.preview !== null } : null}
      done={doneSentence(ctx, c.req.query('getan'), c.req.query('nummer'))}
      waiting={waiting}
      looks={looks}
      awaiting={awaiting}
      emergency={may(ctx.actor, 'cases.emergency')}
      administers={areasFor(ctx.actor).length > 0}
      roleless={!may(ctx.actor, 'cases.read') && list.cases.length === 0 && counts.mine === 0}
    />,
  )
}

/** The case of an old address may be gone from this person's sight; the list stands without it. */
function ifGone(error: unknown): null {
  if (error instanceof NotFound) return null
  throw error
}
