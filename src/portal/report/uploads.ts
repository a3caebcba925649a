import type { Req } from '#http/env.ts'
import { keepPhotos, type Refused, refusedWords } from '#http/photos.ts'
import type { Uuid } from '#platform/ids.ts'
import type { T } from '#ui/view.ts'

/** The photos of a report that is being written; answers those that cannot be used. */
export const keepDraftPhotos = async (c: Req, draft: Uuid, files: readonly File[]): Promise<Refused[]> =>
  (await keepPhotos(c, files, { folder: draft, stage: 'report', visibility: 'public' })).refused

/** A sentence for each of them, by the fields of the photos page. */
export const refusedFields = (t: T, refused: readonly Refused[]): Record<string, string> =>
  Object.fromEntries(refused.map((one, i) => [`foto-${i + 1}`, refusedWords(t, one)]))
