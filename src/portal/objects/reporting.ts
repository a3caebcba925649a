import type { Req } from '#http/env.ts'
import { refusedWords } from '#http/photos.ts'
import { limit, RateLimit } from '#http/rate-limit.ts'
import { objectByCode } from '#modules/objects/index.ts'
import { beginDraft, discardAll, draftByToken } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import { draftToken, keepDraft } from '#portal/report/draft-cookie.ts'
import { firstOpen } from '#portal/report/flow.ts'
import { type FormAnswers, Given, journeyOf } from '#portal/report/journey.ts'
import { categoriesOf } from '#portal/report/object-choosing.ts'
import { PHOTOS_FIELD } from '#portal/report/photos-step.tsx'
import { keepDraftPhotos } from '#portal/report/uploads.ts'
import { paths } from '../../paths.ts'

const limits = new RateLimit(10 * 60_000)

/** Is a report on its way in this browser that holds more than a place? */
export async function isBegun(c: Req, ctx: Ctx): Promise<boolean> {
  const token = draftToken(c)
  const draft = token ? await draftByToken(ctx, token) : null
  return draft !== null && !draft.submitted && Boolean((draft.answers as FormAnswers).text)
}

export type Begun = { to: string } | { mistakes: Record<string, string>; chosen: string }

/**
 * Begins a report about an object: place, type and number are filled in, and so is the category where there is but one.
 * A report that was begun before and not sent gives way; the page has said so.
 */
export async function beginAtObject(c: Req, code: string): Promise<Begun> {
  limit(c, limits, 'report.begin', 120)
  const given = new Given(await c.req.parseBody({ all: true }))
  const token = draftToken(c)
  const begun = await c.get('tx')(async (ctx) => {
    const object = await objectByCode(ctx, code)
    if (!object?.active) throw new NotFound()
    const offered = await categoriesOf(ctx, object)
    const chosen = offered.find((category) => category.code === given.text('kategorie'))
    if (offered.length > 0 && !chosen) return { mistakes: { kategorie: ctx.t('objects.whatMissing') } }
    const before = token ? await draftByToken(ctx, token, 'for update') : null
    if (before && !before.submitted) await discardAll(ctx, before)
    return beginDraft(ctx, {
      first: 'ort',
      place: object.place,
      placedBy: 'object',
      placeConfirmed: true,
      address: null,
      objectId: object.id,
      // Photos are asked for on the object's own page.
      photosDone: true,
      ...(chosen && { category: chosen.code }),
    } satisfies FormAnswers)
  })
  if ('mistakes' in begun) return { mistakes: begun.mistakes, chosen: '' }
  keepDraft(c, begun.token)
  const refused = await keepDraftPhotos(c, begun.draft.id, given.files(PHOTOS_FIELD))
  if (refused.length > 0) {
    const { t } = await c.get('tx')(async (ctx) => ctx)
    return {
      mistakes: { fotos: refused.map((one) => refusedWords(t, one)).join(' ') },
      chosen: given.text('kategorie'),
    }
  }
  return c.get('tx')(async (ctx) => {
    const j = await journeyOf(c, ctx, begun.draft)
    return { to: paths.reportStep(firstOpen(j.facts)) }
  })
}
