import { photosOf, readFile, type Variant } from '#modules/files/index.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { assertMayExport } from './subject-export.ts'
import { subjectCases } from './subject-export-cases.ts'

/**
 * The bytes of a file that the export of these parties lists, the original: it is theirs, with place and time in it.
 * Throws Forbidden, NotFound.
 */
export async function exportedFile(
  platform: Platform,
  who: Who,
  parties: readonly Uuid[],
  file: Uuid,
  variant: Variant = 'original',
): Promise<{ bytes: Buffer; mime: string; name: string }> {
  await inTx(platform, who, async (ctx) => {
    assertMayExport(ctx, parties)
    const listed = (await subjectCases(ctx, parties)).some((c) => c.files.some((f) => f.id === file))
    if (!listed) throw new NotFound()
  })
  return readFile(platform, who, file, variant, async (ctx, { folder }) =>
    (await photosOf(ctx, [folder])).some((f) => f.id === file),
  )
}
