import { Hono } from 'hono'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { continueDraft, discardDraft, draftByToken } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { changeBundle } from './bundle-changes.ts'
import { BundleReceipt } from './bundle-receipt.tsx'
import { categoryStep } from './category-step.tsx'
import { contactStep } from './contact-step.tsx'
import { dangerStep } from './danger-step.tsx'
import { draftToken, forgetDraft, keepDraft, noteSent } from './draft-cookie.ts'
import { firstOpen, isStep, reachable, type StepName } from './flow.ts'
import { Given, type Journey, journeyOf, type Mistakes, type StepPage } from './journey.ts'
import { objectsNear } from './object-near.tsx'
import { objectStep } from './object-step.tsx'
import { goOn, withDraft } from './open-draft.ts'
import { showPhotoEdit, takePhotoEdit } from './photo-edit.tsx'
import { begin, showStart, takePhotos } from './photo-requests.tsx'
import { PhotosStep } from './photos-step.tsx'
import { addressesJson, nearJson } from './place-json.ts'
import { placeListPage } from './place-list-page.tsx'
import { placeStep } from './place-step.tsx'
import { questionsStep } from './questions-step.tsx'
import { receiptPage } from './receipt-page.tsx'
import { type Received, receivedOf } from './received.ts'
import { ReviewStep } from './review-step.tsx'
import { followInstead } from './same-following.tsx'
import { sameStep } from './same-step.tsx'
import { send } from './sending.ts'
import { textStep } from './text-step.tsx'
import { validPlace } from './where.ts'
import { answered, keepWritten, wantsToWriteOn, writtenOn } from './writing-on.tsx'

/** Steps that only read fields; photos and review have routes of their own. */
const steps: Partial<Record<StepName, StepPage>> = {
  ort: placeStep,
  beschreibung: textStep,
  gefahr: dangerStep,
  kategorie: categoryStep,
  objekt: objectStep,
  gleiche: sameStep,
  fragen: questionsStep,
  kontakt: contactStep,
}

// The islands ask while somebody types or taps.
const limits = new RateLimit(10 * 60_000)

export const reportRoutes = new Hono<Env>()
  .get('/melden', (c) => showStart(c))
  .post('/melden', begin)
  .post('/melden/verwerfen', async (c) => {
    const token = draftToken(c)
    const more = await c.get('tx')(async (ctx) => {
      const draft = token ? await draftByToken(ctx, token, 'for update') : null
      return draft !== null && !draft.submitted && (await discardDraft(ctx, draft))
    })
    if (more) return c.redirect(paths.reportStep('weiter'), 303)
    forgetDraft(c)
    return c.redirect(paths.start, 303)
  })
  .get('/melden/weiter', async (c) => {
    const found = await withDraft(c, async (ctx, draft) =>
      paths.reportStep(firstOpen((await journeyOf(c, ctx, draft)).facts)),
    )
    return found instanceof Response ? found : c.redirect(found, 303)
  })
  .get('/melden/fertig', showReceipt)
  .get('/melden/ort/liste', async (c) => {
    const found = await withDraft(c, async (ctx) =>
      placeListPage(ctx, await viewOf(c, ctx, 'portal'), queryOf(c)),
    )
    return found instanceof Response ? found : page(c, found)
  })
  .get('/melden/ort/adressen', async (c) => {
    limit(c, limits, 'report.suggest', 1200)
    const text = c.req.query('q') ?? ''
    const hits = text.trim().length < 2 ? [] : await c.get('tx')((ctx) => addressesJson(ctx, text))
    return c.json(hits, 200, { 'Cache-Control': 'no-store' })
  })
  .get('/melden/ort/naehe', async (c) => {
    limit(c, limits, 'report.suggest', 1200)
    const near = await c.get('tx')((ctx) =>
      nearJson(ctx, Number(c.req.query('lat') || 'x'), Number(c.req.query('lon') || 'x')),
    )
    if (!near) throw new NotFound()
    return c.json(near, 200, { 'Cache-Control': 'no-store' })
  })
  .get('/melden/ort/objekte', async (c) => {
    limit(c, limits, 'report.suggest', 1200)
    const found = await withDraft(c, async (ctx, draft) => {
      const place = validPlace(Number(c.req.query('lat') || 'x'), Number(c.req.query('lon') || 'x'))
      const j = await journeyOf(c, ctx, draft)
      return place ? objectsNear(j, place) : null
    })
    if (found instanceof Response) return found
    return c.html(found ? renderToString(found) : '', 200, { 'Cache-Control': 'no-store' })
  })
  .get('/melden/:schritt', showStep)
  .post('/melden/fotos', takePhotos)
  .get('/melden/fotos/:id', (c) => showPhotoEdit(c))
  .post('/melden/fotos/:id', takePhotoEdit)
  .post('/melden/gleiche/folgen', followInstead)
  .post('/melden/pruefen', async (c) => {
    const token = draftToken(c)
    if (!token) return c.redirect(paths.report, 303)
    const given = new Given(await c.req.parseBody({ all: true }))
    if (given.text('aktion')) return changeBundle(c, given)
    const { to, made, takeUp } = await send(c, token, given)
    if (takeUp) keepDraft(c, takeUp)
    if (made > 0) noteSent(c)
    return c.redirect(to, 303)
  })
  .post('/melden/:schritt', takeStep)

const queryOf = (c: Req): URLSearchParams => new URL(c.req.url).searchParams

async function showStep(c: Req): Promise<Response> {
  const name = c.req.param('schritt') ?? ''
  if (!isStep(name)) throw new NotFound()
  const found = await withDraft(c, async (ctx, draft) => {
    const j = await journeyOf(c, ctx, draft)
    return reachable(name, j.facts)
      ? nodeOf(name, j, queryOf(c), writtenOn(j, name))
      : paths.reportStep(firstOpen(j.facts))
  })
  if (found instanceof Response) return found
  if (typeof found === 'string') return c.redirect(found, 303)
  // What a form shows must not come back from a cache after it was sent or thrown away.
  c.header('Cache-Control', 'no-store')
  return page(c, found)
}

function nodeOf(
  name: StepName,
  j: Journey,
  query: URLSearchParams,
  mistakes?: Mistakes,
): VNode | Promise<VNode> {
  if (name === 'fotos') return <PhotosStep j={j} mistakes={mistakes} />
  if (name === 'pruefen') return ReviewStep(j)
  return steps[name]!.show(j, query, mistakes)
}

async function takeStep(c: Req): Promise<Response> {
  const name = c.req.param('schritt') ?? ''
  const step = isStep(name) ? steps[name] : undefined
  if (!isStep(name) || !step) throw new NotFound()
  const given = new Given(await c.req.parseBody({ all: true }))
  const found = await withDraft(
    c,
    async (ctx, draft) => {
      const j = await journeyOf(c, ctx, draft)
      if (!reachable(name, j.facts)) return paths.reportStep(firstOpen(j.facts))
      if (step.written && wantsToWriteOn(given)) return keepWritten(ctx, draft, name, step.written(j, given))
      const taken = await step.take(j, given)
      if ('mistakes' in taken) return step.show(j, queryOf(c), taken.mistakes)
      const change = answered(draft, taken.change)
      if (taken.to === undefined) return goOn(c, ctx, draft, name, change)
      if (Object.keys(change).length > 0) await continueDraft(ctx, draft, change)
      return taken.to
    },
    'for update',
  )
  if (found instanceof Response) return found
  return typeof found === 'string' ? c.redirect(found, 303) : page(c, found, 422)
}

async function showReceipt(c: Req): Promise<Response> {
  const token = draftToken(c)
  const draft = token ? await c.get('tx')((ctx) => draftByToken(ctx, token)) : null
  if (!draft) return c.redirect(paths.report, 303)
  if (!draft.submitted) return c.redirect(paths.reportStep('weiter'), 303)
  const others = draft.answers.with ?? []
  const node =
    others.length > 0
      ? await bundleReceipt(c, [...others, draft.id])
      : await asHolder(c, draft.id, async (ctx) => receiptPage(ctx, await viewOf(c, ctx, 'portal'), draft.id))
  c.header('Cache-Control', 'no-store')
  return page(c, node)
}

const asHolder = <R,>(c: Req, id: Uuid, run: (ctx: Ctx) => Promise<R>): Promise<R> =>
  inTx(
    c.get('platform'),
    { tenant: c.get('tenant'), actor: { kind: 'holder', case: id, party: null }, lang: c.get('lang') },
    run,
  )

/** Each report is its holder's alone, as by its tracking link. */
async function bundleReceipt(c: Req, ids: readonly Uuid[]): Promise<VNode> {
  const view = await asHolder(c, ids[0]!, (ctx) => viewOf(c, ctx, 'portal'))
  const received: Received[] = []
  for (const id of ids) received.push(await asHolder(c, id, (ctx) => receivedOf(ctx, view, id)))
  return <BundleReceipt view={view} town={c.get('tenant').publicUrl} received={received} />
}
