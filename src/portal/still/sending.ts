import { z } from 'zod'
import type { Req } from '#http/env.ts'
import { keepPhotos, refusedWords } from '#http/photos.ts'
import { doubt, doubtableCase, heardBefore, LONGEST_SAYING } from '#modules/voice/index.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { textsOf } from '#platform/tenants.ts'
import { visitorOf } from '../following/browser.ts'
import type { StillDraft } from './still-page.tsx'

const MOST_PHOTOS = 3
const address = z.email().max(200)

/**
 * Takes what somebody sent. Photos are decoded before anything is counted, and not at all of who has said it before.
 * A photo that cannot be read keeps the rest waiting until the person has seen that.
 */
export async function sendDoubt(
  c: Req,
  who: Who,
  idOrNumber: string,
): Promise<{ result: 'counted' | 'known' } | { draft: StillDraft }> {
  const platform = c.get('platform')
  const t = textsOf(platform, c.get('tenant').id, c.get('lang'))
  const body = await c.req.parseBody({ all: true })
  const text = (name: string): string => {
    const [value] = [body[name]].flat()
    return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : ''
  }
  const files = [body.fotos]
    .flat()
    .filter((f): f is File => f instanceof File && f.size > 0)
    .slice(0, MOST_PHOTOS)
  const draft: StillDraft = {
    words: text('worte').slice(0, 20_000),
    email: text('email').slice(0, 300),
    errors: [],
  }
  const wrong = (field: StillDraft['errors'][number]['field'], key: string, params = {}) =>
    draft.errors.push({ field, message: t(key, params) })
  if (draft.words.length > LONGEST_SAYING) wrong('worte', 'error.voice.words_long', { most: LONGEST_SAYING })
  if (draft.email && !address.safeParse(draft.email).success) wrong('email', 'voice.still.emailWrong')
  const { id, before, visitor } = await inTx(platform, who, async (ctx) => {
    const { case: one } = await doubtableCase(ctx, idOrNumber)
    const visitor = await visitorOf(c, ctx)
    return { id: one.id, before: await heardBefore(ctx, one.id, visitor), visitor }
  })
  if (before === 'known') return { result: 'known' }
  if (before === 'crowded') wrong('worte', 'voice.still.crowded')
  const sound = draft.errors.length === 0
  const kept = await keepPhotos(
    c,
    sound ? files : [],
    { folder: id, stage: 'again', visibility: 'internal' },
    who,
  )
  // Where there are enough of them already, the voice counts without.
  const unusable = kept.refused.filter((one) => one.reason !== 'too_many')
  for (const one of unusable) draft.errors.push({ field: 'fotos', message: refusedWords(t, one) })
  if (draft.errors.length > 0) return { draft }
  const result = await inTx(platform, who, (ctx) =>
    doubt(ctx, id, { words: draft.words, email: draft.email || null, photos: kept.photos.length, visitor }),
  )
  if (result !== 'crowded') return { result }
  wrong('worte', 'voice.still.crowded')
  return { draft }
}
