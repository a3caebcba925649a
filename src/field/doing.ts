import type { Req } from '#http/env.ts'
import { keepPhotos, type Refused } from '#http/photos.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { type Action, type Applied, applyAction, assertMayAct, doneBefore } from '#modules/fieldwork/index.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { SentAction } from '../islands/lib/field/model.ts'

/** Of a photo nothing is known but its bytes yet: it has no file. */
const nowhere = '00000000-0000-4000-8000-000000000000' as Uuid

/** Does what was sent. Photos are decoded before the transaction, and only for whoever may add them. */
export async function doAction(
  c: Req,
  sent: Omit<SentAction, 'account'>,
  photo: File | null,
): Promise<{ answer: Applied; again: boolean }> {
  const { deed } = sent
  const action = {
    id: sent.id,
    case: sent.case,
    base: sent.base,
    at: new Date(sent.at),
    deed: deed.kind === 'photo' ? { ...deed, file: nowhere } : deed,
  } as Action
  if (action.deed.kind !== 'photo') return c.get('tx')((ctx) => applyAction(ctx, action))
  const before = await c.get('tx')(async (ctx) => {
    const done = await doneBefore(ctx, action)
    if (!done) await assertMayAct(ctx, action)
    return { done, isPublic: done ? false : (await visibleCase(ctx, action.case)).public }
  })
  if (before.done) return { answer: before.done, again: true }
  if (!photo) throw new Invalid('field.photo')
  const { photos, refused } = await keepPhotos(c, [photo], {
    folder: action.case,
    stage: action.deed.stage,
    visibility: before.isPublic ? 'public' : 'parties',
  })
  const [file] = photos
  if (!file) throw new PhotoRefused(refused[0]!)
  return c.get('tx')((ctx) =>
    applyAction(ctx, { ...action, deed: { ...action.deed, file } as Action['deed'] }),
  )
}

/** The photo cannot be used, and why. */
export class PhotoRefused extends Error {
  readonly refused: Refused

  constructor(refused: Refused) {
    super(refused.reason)
    this.refused = refused
  }
}
