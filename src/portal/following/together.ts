import {
  type Case,
  keptCase,
  mergedCases,
  nobodyElse,
  type Waiting,
  waitingFor,
} from '#modules/cases/index.ts'
import { type FileInfo, photosOf } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'

/** What belongs to a public report beside itself, as far as everybody may know of it. */
export interface Together {
  /** How many people wait for it. */
  waiting: Waiting
  /** The number of the report that it was merged into. */
  kept: string | null
  /** Numbers of those that were merged into it. */
  also: readonly string[]
  /** Their public photos. */
  photos: readonly FileInfo[]
}

export async function togetherOf(ctx: Ctx, c: Case): Promise<Together> {
  const [waiting, kept, merged] = await Promise.all([
    waitingFor(ctx, [c.id]),
    c.outcome === 'duplicate' ? keptCase(ctx, c) : null,
    mergedCases(ctx, c.id),
  ])
  const also = merged.filter((one) => one.public)
  const photos = await photosOf(
    ctx,
    also.map((one) => one.id),
  )
  return {
    waiting: waiting.get(c.id) ?? nobodyElse,
    kept: kept?.public && kept.id !== c.id ? kept.number : null,
    also: also.map((one) => one.number),
    photos: photos.filter((photo) => photo.visibility === 'public'),
  }
}
