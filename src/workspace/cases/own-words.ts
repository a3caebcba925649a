import {
  type Case,
  messagesWithEarlier,
  type Publication,
  publicationOf,
  readsOriginals,
} from '#modules/cases/index.ts'
import { type FileInfo, type PhotoMarks, photoMarks } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'

/** What was blacked out of a case, who may see it, and whether it waits for a look before it is public. */
export interface OwnWords {
  publication: Publication | null
  /** Messages of which an earlier wording is kept. */
  earlier: ReadonlySet<Uuid>
  readsOriginals: boolean
  marksOf: (photo: Uuid) => PhotoMarks
}

export async function ownWordsOf(ctx: Ctx, c: Case, photos: readonly FileInfo[]): Promise<OwnWords> {
  const [publication, earlier, marks] = await Promise.all([
    publicationOf(ctx, c.id),
    messagesWithEarlier(ctx, c),
    photoMarks(ctx, photos),
  ])
  return { publication, earlier, readsOriginals: readsOriginals(ctx, c), marksOf: marks.of }
}
