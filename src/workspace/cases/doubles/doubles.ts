import {
  type Case,
  keptCase,
  type Message,
  mayDo,
  mergedCases,
  messagesOf,
  nobodyElse,
  openParts,
  recordPreview,
  type Waiting,
  waitingFor,
} from '#modules/cases/index.ts'
import { type Found, likelyDuplicates } from '#modules/duplicates/index.ts'
import { type FileInfo, photosOf } from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'

/** A case that was merged into the one on the desk, with what was said and photographed there. */
export interface MergedWith {
  case: Case
  messages: readonly Message[]
  photos: readonly FileInfo[]
  /** May be parted from it again. */
  mayPart: boolean
}

/** What is or may be about the same as the case on the desk, as far as this person may see it. */
export interface Doubles {
  likely: readonly Found[]
  merged: readonly MergedWith[]
  /** What it was merged into. */
  kept: Case | null
  /** How many people wait for it. */
  waiting: Waiting
}

export async function doublesOf(ctx: Ctx, c: Case): Promise<Doubles> {
  const [likely, merged, kept, waiting] = await Promise.all([
    likelyDuplicates(ctx, c),
    mergedCases(ctx, c.id),
    c.outcome === 'duplicate' ? keptCase(ctx, c) : null,
    waitingFor(ctx, [c.id]),
  ])
  const photos = await photosOf(
    ctx,
    merged.map((one) => one.id),
    openParts(ctx, 'f'),
  )
  return {
    likely,
    merged: await Promise.all(
      merged.map(async (one) => ({
        case: one,
        messages: await messagesOf(ctx, one, 'internal'),
        photos: photos.filter((photo) => photo.folder === one.id),
        mayPart: mayDo(ctx, 'unmerge', one),
      })),
    ),
    kept: kept?.id === c.id ? null : kept,
    waiting: waiting.get(c.id) ?? nobodyElse,
  }
}

/** Whoever opens the case reads those that were merged into it as well: that is recorded. */
export function recordMerged(ctx: Ctx, { merged }: Doubles): void {
  for (const one of merged) recordPreview(ctx, one.case)
}
