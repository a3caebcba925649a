import type { Req } from '#http/env.ts'
import { type Draft, dropFromBundle, oneMore, switchDraft } from '#modules/reports/index.ts'
import { paths } from '#paths.ts'
import type { Ctx } from '#platform/context/context.ts'
import { keepDraft } from './draft-cookie.ts'
import { firstOpen } from './flow.ts'
import { type FormAnswers, type Given, journeyOf } from './journey.ts'
import { withDraft } from './open-draft.ts'

/**
 * Several reports in one go, from the review page: `noch-eins` and `noch-hier` put this one aside and begin the next,
 * `aendern:<id>` takes up another, `weg:<id>` throws one away.
 */
export async function changeBundle(c: Req, given: Given): Promise<Response> {
  const [action = '', id = ''] = given.text('aktion').split(':')
  const token = await withDraft(
    c,
    async (ctx, draft) => {
      if (action === 'aendern') return switchDraft(ctx, draft, id)
      if (action === 'weg') {
        await dropFromBundle(ctx, draft, id)
        return null
      }
      // Only what is finished is put aside: nothing incomplete waits unseen.
      if (firstOpen((await journeyOf(c, ctx, draft)).facts) !== 'pruefen') return null
      return oneMore(ctx, draft, nextAnswers(ctx, draft, action === 'noch-hier'))
    },
    'for update',
  )
  if (token instanceof Response) return token
  if (token) keepDraft(c, token)
  return c.redirect(paths.reportStep(token ? 'weiter' : 'pruefen'), 303)
}

/** What the next report begins with: the same people, and the same place where that was asked for. */
function nextAnswers(ctx: Ctx, draft: Draft, samePlace: boolean): FormAnswers {
  const { contact, other, channel, place, placedBy, address, first } = draft.answers as FormAnswers
  return {
    ...(contact !== undefined && { contact }),
    ...(other && { other }),
    ...(ctx.actor.kind === 'staff' && channel && { channel }),
    ...(samePlace && place
      ? { first: 'ort', place, placedBy: placedBy ?? 'map', address: address ?? null, placeConfirmed: true }
      : { first: first ?? 'fotos' }),
  }
}
