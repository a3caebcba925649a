import type { Req } from '#http/env.ts'
import { addPartyMessage, LONGEST_TEXT } from '#modules/cases/index.ts'
import { addPhoto, detectPrivate } from '#modules/files/index.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import { textsOf } from '#platform/tenants.ts'

/** The largest photo that is taken; the whole request is bounded in src/app.ts. */
const LARGEST_PHOTO = 25 * 1024 * 1024

export interface Addition {
  text: string
  files: File[]
}

export type Mistake = { field: 'nachricht' | 'foto'; message: string }

export async function readAddition(c: Req): Promise<Addition> {
  const body = await c.req.parseBody({ all: true })
  const one = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value)
  const all = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value])
  const text = one(body.nachricht)
  return {
    text: typeof text === 'string' ? text.replaceAll('\r\n', '\n') : '',
    files: all(body.foto).filter((f): f is File => f instanceof File && f.size > 0),
  }
}

/**
 * Adds words and photos to a person's own case, by its link or in their account. A photo that cannot be read stops nothing else from being kept, but the
 * words wait until the person has seen that.
 */
export async function add(c: Req, who: Who, folder: Uuid, { text, files }: Addition): Promise<Mistake[]> {
  const t = textsOf(c.get('platform'), c.get('tenant').id, c.get('lang'))
  if (!text.trim() && files.length === 0) return [{ field: 'nachricht', message: t('tracking.write.empty') }]
  if (text.trim().length > LONGEST_TEXT)
    return [{ field: 'nachricht', message: t('error.case.text_long', { most: LONGEST_TEXT }) }]
  const { platform } = c.var
  const photos: Uuid[] = []
  const kept: { id: Uuid; folder: Uuid; jpeg: Buffer }[] = []
  const mistakes: Mistake[] = []
  for (const file of files) {
    const refused = (key: string) =>
      mistakes.push({ field: 'foto', message: t(`tracking.write.${key}`, { name: file.name.slice(0, 80) }) })
    if (file.size > LARGEST_PHOTO) refused('photoLarge')
    else {
      const bytes = Buffer.from(await file.arrayBuffer())
      const added = await addPhoto(platform, who, {
        folder,
        bytes,
        name: file.name,
        stage: 'report',
        visibility: 'parties',
      })
      if (added.ok) {
        photos.push(added.id)
        kept.push({ id: added.id, folder, jpeg: added.photo.public })
      } else refused(added.reason === 'too_many' ? 'photoMany' : 'photoUnreadable')
    }
  }
  await detectPrivate(platform, who, kept)
  const words = mistakes.length > 0 ? '' : text
  if (words.trim() || photos.length > 0)
    await inTx(platform, who, (ctx) => addPartyMessage(ctx, folder, { body: words, photos }))
  return mistakes
}
