import { type Added, addPhoto, detectPrivate, LARGEST_PHOTO, type NewPhoto } from '#modules/files/index.ts'
import { clean } from '#modules/forms/index.ts'
import type { Uuid } from '#platform/ids.ts'
import type { T } from '#ui/view.ts'
import type { Req } from './env.ts'

export interface Refused {
  name: string
  reason: Exclude<Added, { ok: true }>['reason']
}

type Into = Omit<NewPhoto, 'bytes' | 'name'>

/**
 * Keeps the photos that can be used and says of each other one why not; none costs another. One after the other,
 * because decoding six at once would only make them wait for each other; so call it before a transaction is opened.
 */
export async function keepPhotos(
  c: Req,
  files: readonly File[],
  into: Into,
  who = c.get('who'),
): Promise<{ photos: Uuid[]; refused: Refused[] }> {
  const platform = c.get('platform')
  const kept: { id: Uuid; folder: Uuid; jpeg: Buffer }[] = []
  const refused: Refused[] = []
  for (const file of files) {
    const name = clean(file.name).slice(-100)
    const added: Added =
      file.size > LARGEST_PHOTO
        ? { ok: false, reason: 'too_large_bytes' }
        : await addPhoto(platform, who, { ...into, bytes: Buffer.from(await file.arrayBuffer()), name })
    if (added.ok) kept.push({ id: added.id, folder: into.folder, jpeg: added.photo.public })
    else refused.push({ name, reason: added.reason })
  }
  await detectPrivate(platform, who, kept)
  return { photos: kept.map((photo) => photo.id), refused }
}

/** One sentence: which file, what is wrong with it, how to mend it. */
export const refusedWords = (t: T, { name, reason }: Refused): string =>
  `${name || t('report.photo.nameless')}: ${t(`report.photo.refused.${reason}`)}`
