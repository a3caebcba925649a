import {
  awaitLook,
  caseToCorrect,
  correctWords,
  publicationOf,
  setPublic,
  visibleCase,
} from '#modules/cases/index.ts'
import { holdPhotos } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { catalogue } from './category.ts'
import { reclassify } from './reclassifying.ts'
import { assertLevel } from './submitting.ts'

export interface Correction {
  category: string
  text: string
  /** `stampOf` the words that the author has seen. */
  stamp: string
  version?: number
}

/**
 * Its author changes what a report says and what it is about, until work begins: responsibility and deadline are
 * decided anew as if it had come in so, and whether it is public, too (docs/adr/0030). Throws NotFound, Forbidden,
 * Invalid, Conflict (work has begun, or it has changed meanwhile).
 */
export async function correctReport(ctx: Ctx, id: Uuid, to: Correction): Promise<void> {
  const c = await caseToCorrect(ctx, id, to.version)
  const category = (await catalogue(ctx)).byCode.get(to.category)
  if (!category) throw new Invalid('report.category_unknown', { category: to.category })
  const moved = category.code !== c.type
  if (moved) assertLevel(ctx, category)
  const said = await correctWords(ctx, c, to)
  if (moved) await reclassify(ctx, id, { category: category.code, byAuthor: true })
  if (!moved && !said) throw new Invalid('report.nothing_changed')
  if (c.restricted) return
  const publication = await publicationOf(ctx, id)
  if (category.public && category.publishPhotos === 'after_look' && moved) holdPhotos(ctx, id)
  const now = await visibleCase(ctx, id)
  if (!category.public) return setPublic(ctx, now, false)
  if (category.publish === 'after_look') {
    // What was looked at was another text.
    awaitLook(ctx, id, 'report', { again: true })
    return setPublic(ctx, now, false)
  }
  // Other words of the same kind are as public as the ones before; what staff decided, or still look at, stays theirs.
  if (!moved || publication?.state === 'withheld') return
  if (publication?.what === 'report' && publication.state === 'waiting') return
  if (category.publishPhotos === 'after_look') awaitLook(ctx, id, 'photos', { again: true })
  return setPublic(ctx, now, true)
}
