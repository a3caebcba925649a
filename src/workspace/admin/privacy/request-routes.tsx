import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { type ErasureLine, erasureOf, findSubjects, peopleBy } from '#modules/cases/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { openApprovalsOn, organisation } from '#modules/organisation/index.ts'
import {
  askErasure,
  closeRequest,
  ERASE,
  openRequest,
  subjectRequest,
  subjectRequests,
} from '#modules/privacy/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { FieldMistake } from '#ui/field/error-summary.tsx'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { exportRoutes } from './export-routes.ts'
import { emptyRequest, type RequestForm, readRequestForm, requestMistakes } from './request-form.ts'
import { type RequestFile, RequestPage } from './request-page.tsx'
import { RequestsPage } from './requests-page.tsx'

const list = (c: Req, form?: RequestForm, mistakes: readonly FieldMistake[] = []) =>
  c.get('tx')(async (ctx) => {
    const words = form?.words ?? c.req.query('suche') ?? ''
    const requests = await subjectRequests(ctx)
    return page(
      c,
      <RequestsPage
        view={await viewOf(c, ctx, 'workspace')}
        requests={requests}
        manages={may(ctx.actor, 'privacy.manage')}
        words={words}
        found={words.trim() ? await findSubjects(ctx, words) : null}
        form={form ?? emptyRequest(words)}
        mistakes={mistakes}
      />,
      mistakes.length > 0 ? 422 : 200,
    )
  })

/** The reporter's photos, as the export lists them. */
async function filesFor(ctx: Ctx, lines: readonly ErasureLine[]): Promise<RequestFile[]> {
  const numbers = new Map(lines.filter((l) => l.does === 'anonymise').map((l) => [l.case, l.number]))
  const photos = await photosOf(ctx, [...numbers.keys()])
  return photos
    .filter((f) => f.visibility !== 'internal')
    .map((f) => ({ id: f.id, name: f.name, number: numbers.get(f.folder) ?? '' }))
}

const one = (c: Req, refusal: Refusal | null = null) =>
  c.get('tx')(async (ctx) => {
    const request = await subjectRequest(ctx, c.req.param('id')!)
    const open = request.status === 'open'
    const lines = open ? await erasureOf(ctx, request.parties) : past(request.outcome)
    const { staff } = await organisation(ctx)
    return page(
      c,
      <RequestPage
        view={await viewOf(c, ctx, 'workspace')}
        request={request}
        people={await peopleBy(ctx, request.parties)}
        by={staff.get(request.by ?? '')?.name ?? ''}
        decidedBy={staff.get(request.decidedBy ?? '')?.name ?? ''}
        files={open && request.kind === 'access' ? await filesFor(ctx, lines) : []}
        lines={lines}
        asked={open && (await openApprovalsOn(ctx, request.id, ERASE)).length > 0}
        refusal={refusal}
      />,
      refusal?.status ?? 200,
    )
  })

/** What was noted when it was done. */
const past = (outcome: unknown): ErasureLine[] =>
  Array.isArray(outcome) ? outcome.map((line) => ({ until: null, ...line }) as ErasureLine) : []

/** Does one thing to a request and comes back to it. */
async function act(c: Req, done: string, run: (ctx: Ctx, id: string) => Promise<void>): Promise<Response> {
  const id = c.req.param('id')!
  const refusal = await refused(() => c.get('tx')((ctx) => run(ctx, id)))
  if (refusal) return one(c, refusal)
  return c.redirect(urlWith(paths.subjectRequest(id), { erledigt: done }), 303)
}

/** Requests of data subjects. */
export const requestRoutes = new Hono<Env>()
  .get(paths.subjectRequests, (c) => list(c))
  .post(paths.subjectRequests, stepUp, async (c) => {
    const form = readRequestForm(await c.req.parseBody({ all: true }))
    const mistakes = await c.get('tx')(async (ctx) => requestMistakes(ctx.t, form))
    if (mistakes.length > 0) return list(c, form, mistakes)
    const id = await c.get('tx')((ctx) =>
      openRequest(ctx, { kind: form.kind!, parties: form.parties, identifiedBy: form.identifiedBy! }),
    )
    return c.redirect(paths.subjectRequest(id), 303)
  })
  .get(paths.subjectRequest(':id'), (c) => one(c))
  .post(paths.subjectRequestPart(':id', 'erledigt'), (c) =>
    act(c, 'finished', (ctx, id) => closeRequest(ctx, id, 'done', null)),
  )
  .post(paths.subjectRequestPart(':id', 'ablehnung'), (c) =>
    act(c, 'finished', (ctx, id) => closeRequest(ctx, id, 'refused', null)),
  )
  .post(paths.subjectRequestPart(':id', 'loeschung'), stepUp, (c) => act(c, 'asked', askErasure))
  .route('/', exportRoutes)
