import type { Req } from '#http/env.ts'
import { visibleCase } from '#modules/cases/index.ts'
import { type Action, type Applied, applyAction, assertMayAct, doneBefore } from '#modules/fieldwork/index.ts'
import { addPhoto } from '#modules/files/index.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { SentAction } from '../islands/lib/field/model.ts'

/** Of a photo nothing is known but its bytes yet: it has no file. */
const nowhere = '00000000-0000-4000-8000-000000000000' as Uuid

const reasons = [
  'too_large_bytes',
  'too_many_pixels',
  'damaged',
  'timeout',
  'memory',
  'busy',
  'too_many',
  'empty',
]

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
  const added = await addPhoto(c.get('platform'), c.get('who'), {
    folder: action.case,
    bytes: Buffer.from(await photo.arrayBuffer()),
    name: photo.name,
    stage: action.deed.stage,
    visibility: before.isPublic ? 'public' : 'parties',
  })
  if (!added.ok) throw new PhotoRefused(reasons.includes(added.reason) ? added.reason : 'unknown', photo.name)
  const file = added.id
  return c.get('tx')((ctx) =>
    applyAction(ctx, { ...action, deed: { ...action.deed, file } as Action['deed'] }),
  )
}

/** The photo cannot be used, and why (a text `workspace.photo.refused.<reason>`). */
export class PhotoRefused extends Error {
  readonly reason: string
  readonly file: string

  constructor(reason: string, file: string) {
    super(reason)
    this.reason = reason
    this.file = file
  }
}
