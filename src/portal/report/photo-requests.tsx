import type { Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { viewOf } from '#http/view.ts'
import { removePhoto } from '#modules/files/index.ts'
import { beginDraft, catalogue, continueDraft, type Draft, draftByToken } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import { isUuid } from '#platform/ids.ts'
import { draftToken, keepDraft } from './draft-cookie.ts'
import { type FormAnswers, Given, journeyOf } from './journey.ts'
import { goOn, withDraft } from './open-draft.ts'
import { blackOutSeen } from './photo-edit.tsx'
import { PhotosStep } from './photos-step.tsx'
import { StartPage } from './start-page.tsx'
import { keepDraftPhotos, refusedFields } from './uploads.ts'

// Generous: a school class on an excursion shares one address.
const limits = new RateLimit(10 * 60_000)

export async function showStart(
  c: Req,
  error?: string,
  chosen = c.req.query('kategorie'),
): Promise<Response> {
  const token = draftToken(c)
  const node = await c.get('tx')(async (ctx) => {
    const draft = token ? await draftByToken(ctx, token) : null
    const begun = draft !== null && !draft.submitted && Object.keys(draft.answers).length > 0
    const expired = c.req.query('abgelaufen') !== undefined && !draft
    const category = (await catalogue(ctx)).byCode.get(chosen ?? '') ?? null
    const view = await viewOf(c, ctx, 'portal')
    return <StartPage view={view} begun={begun} expired={expired} category={category} error={error} />
  })
  return page(c, node, error ? 422 : 200)
}

/** The first thing that is sent begins the draft and sets its cookie; a draft that was left open goes on. */
export async function begin(c: Req): Promise<Response> {
  limit(c, limits, 'report.begin', 120)
  const given = new Given(await c.req.parseBody({ all: true }))
  const files = given.files('fotos')
  const action = given.text('aktion')
  const photosFirst = action !== 'ort' && action !== 'ohne'
  if (photosFirst && files.length === 0) {
    const missing = await c.get('tx')(async (ctx) => ctx.t('report.start.missing'))
    return showStart(c, missing, given.text('kategorie'))
  }
  const answers: FormAnswers = {
    first: photosFirst ? 'fotos' : 'ort',
    ...(action === 'ohne' ? { photosDone: true } : {}),
  }
  const token = draftToken(c)
  const draft = await c.get('tx')(async (ctx) => {
    const open = token ? await draftByToken(ctx, token, 'for update') : null
    const chosen = (await catalogue(ctx)).byCode.get(given.text('kategorie'))?.code
    // Answers belong to the questions of the category that was chosen before.
    const other = chosen && chosen !== open?.answers.category
    const first = other ? { ...answers, category: chosen, answers: {}, questionsDone: false } : answers
    if (open && !open.submitted) return continueDraft(ctx, open, first)
    const begun = await beginDraft(ctx, first)
    keepDraft(c, begun.token)
    return begun.draft
  })
  if (!photosFirst) return c.redirect(paths.reportStep('ort'), 303)
  const refused = await keepDraftPhotos(c, draft.id, files)
  if (refused.length > 0) return showPhotos(c, draft, refused)
  return c.redirect(paths.reportStep('fotos'), 303)
}

/** The photos page after an upload of which something was refused: what was good stays. */
async function showPhotos(
  c: Req,
  draft: Draft,
  refused: Awaited<ReturnType<typeof keepDraftPhotos>>,
): Promise<Response> {
  const node = await c.get('tx')(async (ctx) => {
    const j = await journeyOf(c, ctx, draft)
    return <PhotosStep j={j} mistakes={{ errors: refusedFields(ctx.t, refused), values: {} }} />
  })
  return page(c, node, 422)
}

export async function takePhotos(c: Req): Promise<Response> {
  limit(c, limits, 'report.photos', 240)
  const given = new Given(await c.req.parseBody({ all: true }))
  const draft = await withDraft(
    c,
    async (ctx, found) => {
      const removed = given.text('entfernen')
      if (isUuid(removed)) await removePhoto(ctx, found.id, removed).catch(() => {}) // gone already: so it should be
      return found
    },
    'for update',
  )
  if (draft instanceof Response) return draft
  const black = given.text('schwaerzen')
  if (black) await blackOutSeen(c, draft, black)
  const refused = await keepDraftPhotos(c, draft.id, given.files('fotos'))
  if (refused.length > 0) return showPhotos(c, draft, refused)
  if (given.text('aktion') !== 'weiter') return c.redirect(paths.reportStep('fotos'), 303)
  const to = await withDraft(
    c,
    (ctx, found) => goOn(c, ctx, found, 'fotos', { photosDone: true }),
    'for update',
  )
  return to instanceof Response ? to : c.redirect(to, 303)
}
