import type { Req } from '#http/env.ts'
import { addPhoto, detectPrivate } from '#modules/files/index.ts'
import { clean } from '#modules/forms/index.ts'
import type { Uuid } from '#platform/ids.ts'
import type { T } from '#ui/view.ts'

export interface Refused {
  name: string
  reason: string
}

/**
 * Keeps the photos that can be used and says of each other one why not; none costs another. One after the other,
 * because decoding six at once would only make them wait for each other.
 */
export async function keepPhotos(c: Req, draft: Uuid, files: readonly File[]): Promise<Refused[]> {
  const refused: Refused[] = []
  const kept: { id: Uuid; folder: Uuid; jpeg: Buffer }[] = []
  for (const file of files) {
    const name = clean(file.name).slice(-100)
    const added = await addPhoto(c.get('platform'), c.get('who'), {
      folder: draft,
      bytes: Buffer.from(await file.arrayBuffer()),
      name,
      stage: 'report',
      visibility: 'public',
    })
    if (added.ok) kept.push({ id: added.id, folder: draft, jpeg: added.photo.public })
    else refused.push({ name, reason: added.reason })
  }
  await detectPrivate(c.get('platform'), c.get('who'), kept)
  return refused
}

/** One sentence a file: which one, what is wrong, how to mend it. */
export const refusedWords = (t: T, refused: readonly Refused[]): Record<string, string> =>
  Object.fromEntries(
    refused.map(({ name, reason }, i) => [
      `foto-${i + 1}`,
      `${name || t('report.photo.nameless')}: ${t(`report.photo.refused.${reason}`)}`,
    ]),
  )
