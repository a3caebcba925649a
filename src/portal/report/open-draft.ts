import type { Req } from '#http/env.ts'
import { continueDraft, type Draft, draftByToken } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { draftToken, forgetDraft } from './draft-cookie.ts'
import { next, type StepName } from './flow.ts'
import { type FormAnswers, journeyOf } from './journey.ts'

/** Runs with the open draft that the cookie names. Without one the person begins anew; a sent one leads to its receipt. */
export async function withDraft<R>(
  c: Req,
  run: (ctx: Ctx, draft: Draft) => Promise<R>,
  lock?: 'for update',
): Promise<R | Response> {
  const token = draftToken(c)
  if (!token) return c.redirect(paths.report, 303)
  return c.get('tx')(async (ctx) => {
    const draft = await draftByToken(ctx, token, lock)
    if (!draft) {
      forgetDraft(c)
      return c.redirect(`${paths.report}?abgelaufen=1`, 303)
    }
    return draft.submitted ? c.redirect(paths.reportDone, 303) : run(ctx, draft)
  })
}

/** Keeps answers and says where to go. Once everything is answered, changing one leads back to the review page. */
export async function goOn(
  c: Req,
  ctx: Ctx,
  draft: Draft,
  name: StepName,
  change: FormAnswers,
): Promise<string> {
  const kept = await continueDraft(ctx, draft, change)
  const j = await journeyOf(c, ctx, kept)
  const to = next(name, j.facts)
  if (to === 'pruefen' && !j.facts.reviewed) await continueDraft(ctx, kept, { reviewed: true })
  return paths.reportStep(to)
}
