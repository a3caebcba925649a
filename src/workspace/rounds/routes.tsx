import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { csvHeaders } from '#http/numbers/csv.ts'
import { page } from '#http/page.ts'
import { staffOnly } from '#http/session.ts'
import { viewOf } from '#http/view.ts'
import { organisation } from '#modules/organisation/index.ts'
import { finishRun, giveRun, mayWalk, runById, runsFor, stopsOf } from '#modules/rounds/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Invalid } from '#platform/errors.ts'
import { paths } from '../../paths.ts'
import { RunsPage } from './list-page.tsx'
import { recordCsv, recordPdf } from './record.ts'
import { RunPage, type RunProps } from './run-page.tsx'
import { stopRoutes } from './stop-routes.tsx'

const doneWords = ['gesehen', 'fertig', 'gegeben'] as const

/** Walks for those who walk them, and for those who look after them. */
export const roundRoutes = new Hono<Env>()
  .use(paths.rounds, staffOnly)
  .use(`${paths.rounds}/*`, staffOnly)
  .get(paths.rounds, (c) =>
    c.get('tx')(async (ctx) => {
      const done = c.req.query('stand') === 'fertig'
      const [runs, org, view] = [
        await runsFor(ctx, { done }),
        await organisation(ctx),
        await viewOf(c, ctx, 'workspace'),
      ]
      const manages = may(ctx.actor, 'rounds.manage')
      return page(c, <RunsPage view={view} runs={runs} done={done} org={org} mayManage={manages} />)
    }),
  )
  .get(paths.run(':id'), (c) => c.get('tx')((ctx) => show(c, ctx)))
  .post(paths.runEnd(':id'), async (c) => {
    const id = c.req.param('id')!
    const { trotzdem } = await c.req.parseBody()
    try {
      await c.get('tx')((ctx) => finishRun(ctx, id, { anyway: trotzdem === 'ja' }))
    } catch (error) {
      // Clicked twice: it is finished, which is what was wanted.
      if (error instanceof Conflict) return c.redirect(paths.run(id), 303)
      if (!(error instanceof Invalid)) throw error
      return c.get('tx')((ctx) => show(c, ctx, ctx.t(`error.${error.code}`, error.params)))
    }
    return c.redirect(`${paths.run(id)}?getan=fertig`, 303)
  })
  .post(paths.runPerson(':id'), async (c) => {
    const id = c.req.param('id')!
    const { person } = await c.req.parseBody()
    await c.get('tx')((ctx) => giveRun(ctx, id, typeof person === 'string' && person ? person : null))
    return c.redirect(`${paths.run(id)}?getan=gegeben`, 303)
  })
  .get(paths.runCsv(':id'), async (c) => {
    const record = await recordOf(c)
    const name = `${record.view.t('rounds.record.file')}-${record.run.dueOn.toString()}`
    return c.body(recordCsv(record), 200, csvHeaders(name))
  })
  .get(paths.runPdf(':id'), async (c) => {
    const record = await recordOf(c)
    const name = `${record.view.t('rounds.record.file')}-${record.run.dueOn.toString()}`
    // Outside of the transaction: drawing takes its time.
    return c.body(new Uint8Array(await recordPdf(record)), 200, {
      'Content-Type': 'application/pdf',
      'Content-Disposition': `attachment; filename="${name}.pdf"`,
    })
  })
  .route('/', stopRoutes)

const recordOf = (c: Req) =>
  c.get('tx')(async (ctx) => {
    const run = await runById(ctx, c.req.param('id')!)
    const [view, stops, org] = [
      await viewOf(c, ctx, 'workspace'),
      await stopsOf(ctx, run.id),
      await organisation(ctx),
    ]
    return { view, run, stops, org }
  })

async function show(c: Req, ctx: Ctx, mistake?: string): Promise<Response> {
  const run = await runById(ctx, c.req.param('id')!)
  const [view, stops, org] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    stopsOf(ctx, run.id),
    organisation(ctx),
  ])
  const walkers: RunProps['walkers'] = may(ctx.actor, 'rounds.manage', run.unitId)
    ? [...org.staff.values()]
        .filter(
          (person) =>
            person.active &&
            org.grants
              .get(person.id)
              ?.some((g) => !g.for && g.permissions.includes('rounds.walk') && g.units.includes(run.unitId)),
        )
        .map((person) => ({ value: person.id, label: person.name }))
        .sort((a, b) => a.label.localeCompare(b.label, ctx.lang))
    : null
  return page(
    c,
    <RunPage
      view={view}
      run={run}
      stops={stops}
      org={org}
      mayWalk={mayWalk(ctx, run)}
      walkers={walkers}
      done={mistake ? null : (doneWords.find((word) => word === c.req.query('getan')) ?? null)}
      {...(mistake && { mistake })}
    />,
    mistake ? 422 : 200,
  )
}
