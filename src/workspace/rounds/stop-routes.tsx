import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { keepPhotos, refusedWords } from '#http/photos.ts'
import { viewOf } from '#http/view.ts'
import { MOST_PHOTOS } from '#modules/files/index.ts'
import { clean } from '#modules/forms/index.ts'
import { objectById } from '#modules/objects/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import {
  hindrances,
  mayWalk,
  readAnswers,
  recordFinding,
  results,
  runById,
  stopsOf,
} from '#modules/rounds/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { idFrom, type Uuid } from '#platform/ids.ts'
import { paths } from '../../paths.ts'
import { nameOf, StopPage, type StopValues } from './stop-page.tsx'

/** What is seen at one object of a walk. */
export const stopRoutes = new Hono<Env>()
  .get(paths.runStop(':id', ':object'), (c) =>
    c.get('tx')(async (ctx) => {
      const asked = await stopFor(c, ctx)
      if (asked.run.finishedAt) return c.redirect(paths.run(asked.run.id), 303)
      const values = { result: '', words: '', category: asked.categories[0] ?? '', reason: '', answers: {} }
      return show(c, ctx, values, {}, asked.stop.findings.length)
    }),
  )
  .post(paths.runStop(':id', ':object'), async (c) => {
    const body = await c.req.parseBody({ all: true })
    const text = (name: string): string => {
      const value = [body[name]].flat()[0]
      return typeof value === 'string' ? clean(value.slice(0, 10_000), true) : ''
    }
    const { values, read, stand, reportId } = await c.get('tx')(async (ctx) => {
      const { run, stop } = await stopFor(c, ctx)
      const { length } = stop.findings
      const stand = /^\d{1,4}$/.test(text('stand')) ? Math.min(Number(text('stand')), length) : length
      const given = Object.fromEntries(
        run.questions.map((field) => [
          field.code,
          [body[nameOf(field)] ?? []].flat().filter((v): v is string => typeof v === 'string'),
        ]),
      )
      const values: StopValues = {
        result: text('ergebnis'),
        words: text('text'),
        category: text('kategorie'),
        reason: text('grund'),
        answers: given,
      }
      return {
        values,
        read: check(ctx, values, readAnswers(ctx, run, given)),
        stand,
        reportId: reportIdOf(ctx, run.id, stop.objectId, stand),
      }
    })
    const again = (errors: Record<string, string>) =>
      c.get('tx')((ctx) => show(c, ctx, values, errors, stand))
    if (read.errors) return again(read.errors)
    if (values.result === 'defect') {
      const files = [body.fotos ?? []].flat().filter((f): f is File => f instanceof File && f.size > 0)
      const into = { folder: reportId, stage: 'report', visibility: 'public' } as const
      const { refused } = await keepPhotos(c, files.slice(0, MOST_PHOTOS), into)
      if (refused.length > 0)
        return c.get('tx')((ctx) => {
          const fotos = refused.map((one) => refusedWords(ctx.t, one)).join(' ')
          return show(c, ctx, values, { fotos }, stand)
        })
    }
    const [id, object] = [c.req.param('id')!, c.req.param('object')!]
    try {
      await c.get('tx')((ctx) =>
        recordFinding(ctx, id, object, {
          result: read.result,
          answers: read.answers,
          words: values.words,
          category: values.category,
          reportId,
          ...(read.reason && { reason: read.reason }),
        }),
      )
    } catch (error) {
      if (error instanceof Conflict) return c.redirect(paths.run(id), 303)
      if (!(error instanceof Invalid)) throw error
      const message = await c.get('tx')(async (ctx) => ctx.t(`error.${error.code}`, error.params))
      return again({ [error.code === 'report.category_unknown' ? 'kategorie' : 'text']: message })
    }
    return c.redirect(`${paths.run(id)}?getan=gesehen`, 303)
  })

/**
 * The id that the report about a defect gets, and the folder of its photos: made here, so that nobody's form can name
 * another case's, and the same for a form that is sent twice.
 */
const reportIdOf = (ctx: Ctx, run: Uuid, object: Uuid, stand: number): Uuid =>
  idFrom('round', ctx.tenant.id, run, object, String(stand))

/** What of the form cannot be written down, by field; or what can. */
function check(ctx: Ctx, values: StopValues, answers: ReturnType<typeof readAnswers>) {
  const { t } = ctx
  const result = results.find((one) => one === values.result)
  const reason = hindrances.find((one) => one === values.reason)
  const errors: Record<string, string> = {}
  if (!result) errors.ergebnis = t('rounds.stop.choose')
  if (result === 'defect' && !values.words) errors.text = t('error.round.words')
  if (result === 'blocked' && !reason) errors.grund = t('error.round.reason')
  // What nobody could get at cannot be answered.
  if (result !== 'blocked' && !answers.ok)
    for (const [code, fault] of Object.entries(answers.errors))
      errors[`f-${code}`] = t(fault.key, fault.params)
  if (!result || Object.keys(errors).length > 0) return { errors }
  return { errors: null, result, reason, answers: answers.ok && result !== 'blocked' ? answers.answers : {} }
}

async function stopFor(c: Req, ctx: Ctx) {
  const run = await runById(ctx, c.req.param('id')!)
  if (!mayWalk(ctx, run)) throw new Forbidden()
  const stop = (await stopsOf(ctx, run.id)).find((one) => one.objectId === c.req.param('object'))
  if (!stop) throw new NotFound()
  const [object, all] = [await objectById(ctx, stop.objectId), await catalogue(ctx)]
  const offered = object?.layer.categories.length ? object.layer.categories : all.all.map((one) => one.code)
  const categories = [...new Set([run.defectType, ...offered])]
  return { run, stop, catalogue: all, categories }
}

async function show(
  c: Req,
  ctx: Ctx,
  values: StopValues,
  errors: Record<string, string>,
  stand: number,
): Promise<Response> {
  const asked = await stopFor(c, ctx)
  return page(
    c,
    <StopPage
      view={await viewOf(c, ctx, 'workspace')}
      {...asked}
      org={await organisation(ctx)}
      values={values}
      errors={errors}
      stand={stand}
    />,
    Object.keys(errors).length > 0 ? 422 : 200,
  )
}
