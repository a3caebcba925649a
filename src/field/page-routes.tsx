import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { viewOf } from '#http/view.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { todaysStops } from '#modules/fieldwork/index.ts'
import { townPicture } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { DayList } from '../islands/lib/field/list.tsx'
import { localStop, localStops } from '../islands/lib/field/local.ts'
import type { Tools } from '../islands/lib/field/parts.tsx'
import { StopView } from '../islands/lib/field/stop.tsx'
import { paths } from '../paths.ts'
import { basisOf, dayData, stopsData } from './day.ts'
import { givenOf } from './given.ts'
import { FieldLayout } from './layout.tsx'
import { toolsOf } from './tools.ts'

/** The pages as the server draws them: whole without scripts; with them, the island goes on from here. */
export const pageRoutes = new Hono<Env>()
  .get(paths.field, (c) => c.get('tx')((ctx) => listPage(c, ctx, false)))
  .get(paths.fieldMap, (c) => c.get('tx')((ctx) => listPage(c, ctx, true)))
  .get(paths.fieldStop(':number'), (c) =>
    c.get('tx')((ctx) =>
      stopPage(c, ctx, c.req.param('number')!, { done: c.req.query('getan') !== undefined }),
    ),
  )

async function listPage(c: Req, ctx: Ctx, map: boolean): Promise<Response> {
  const day = await todaysStops(ctx)
  const [view, given, data] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    givenOf(c, ctx),
    basisOf(ctx, day.stops).then((basis) => dayData(ctx, day, basis)),
  ])
  const tools = toolsOf(view, given)
  const picture = map
    ? await townPicture(
        ctx,
        day.stops.flatMap((stop) => (stop.place ? [stop.place] : [])),
        { width: 640, height: 640 },
      )
    : null
  return page(
    c,
    <FieldLayout
      view={view}
      title={view.t(map ? 'field.map' : 'field.app')}
      given={given}
      tools={tools}
      account={data.account}
    >
      {/* Drawn by our own server from the town's data. */}
      {picture && <div class="fd-picture" dangerouslySetInnerHTML={{ __html: picture }} />}
      <DayList
        tools={tools}
        day={data}
        stops={localStops(data, [], null)}
        arranging={c.req.query('ordnen') !== undefined}
      />
    </FieldLayout>,
  )
}

/** One stop; after a mistake or a conflict again, with what the person wrote. Throws NotFound for what a phone may not carry. */
export async function stopPage(
  c: Req,
  ctx: Ctx,
  number: string,
  {
    done = false,
    fault = null,
    status = 200,
  }: { done?: boolean; fault?: Tools['fault']; status?: 200 | 409 | 422 } = {},
): Promise<Response> {
  const it = await visibleCase(ctx, number)
  if (it.restricted) throw new NotFound()
  const day = await todaysStops(ctx)
  const among = day.stops.some((stop) => stop.id === it.id)
  const cases = among ? day.stops : [it, ...day.stops]
  const [view, given, basis] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    givenOf(c, ctx),
    basisOf(ctx, cases),
  ])
  const own = await stopsData(ctx, { ...basis, cases: [it] })
  const data = await dayData(ctx, day, { ...basis, cases: [] })
  // Of the others one needs to know no more than where it goes on.
  const others = cases.map((one) => ({
    ...own[0]!,
    id: one.id,
    number: one.number,
    title: one.title[ctx.lang],
    status: one.status,
  }))
  const stops = others.map((stop) => localStop(stop, []))
  const tools = toolsOf(view, given, fault)
  return page(
    c,
    <FieldLayout
      view={view}
      title={`${it.number} ${it.title[ctx.lang]}`}
      given={given}
      tools={tools}
      account={data.account}
      errors={status !== 200}
      message={done ? view.t('field.done.saved') : null}
    >
      <StopView tools={tools} day={data} stop={localStop(own[0]!, [])} stops={stops} />
    </FieldLayout>,
    status,
  )
}
