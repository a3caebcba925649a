import { photosOf, readFile } from '#modules/files/index.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { assertMayExport, exportedParties } from './subject-export.ts'
import { subjectCases } from './subject-export-cases.ts'

/**
 * The bytes of a file that the export of these parties lists. What they took is theirs, as it was taken, with place and
 * time in it; of what others took they get what they may see. Throws Forbidden, NotFound.
 */
export async function exportedFile(
  platform: Platform,
  who: Who,
  parties: readonly Uuid[],
  file: Uuid,
): Promise<{ bytes: Buffer; mime: string; name: string }> {
  const own = await inTx(platform, who, async (ctx) => {
    assertMayExport(ctx, parties)
    const listed = (await subjectCases(ctx, await exportedParties(ctx, parties)))
      .flatMap((c) => c.files)
      .find((f) => f.id === file)
    if (!listed) throw new NotFound()
    return listed.own
  })
  return readFile(platform, who, file, own ? 'original' : 'public', async (ctx, { folder }) =>
    (await photosOf(ctx, [folder])).some((f) => f.id === file),
  )
}
