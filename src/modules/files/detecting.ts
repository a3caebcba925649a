import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'

/**
 * Has the town's detector, where it runs one, look at photos that were just added, all at once: whoever sends them waits
 * 2.5 s at most, and hears of what was seen on the next page. Never throws: a report is worth more than a warning.
 */
export async function detectPrivate(
  platform: Platform,
  who: Who,
  photos: readonly { id: Uuid; folder: Uuid; jpeg: Buffer }[],
): Promise<void> {
  const { detector } = platform
  if (!detector || photos.length === 0) return
  const found = await Promise.all(
    photos.map(async ({ id, folder, jpeg }) => ({ id, folder, seen: await detector.find(jpeg) })),
  )
  const rows = found.filter(({ seen }) => seen.length > 0)
  if (rows.length === 0) return
  try {
    await inTx(platform, who, async (ctx) => {
      for (const { id, folder, seen } of rows)
        ctx.send(
          `insert into files.detection (tenant_id, file_id, folder_id, boxes, at) values ($1, $2, $3, $4, $5)
           on conflict (tenant_id, file_id) do update set boxes = excluded.boxes, at = excluded.at`,
          [ctx.tenant.id, id, folder, JSON.stringify(seen), ctx.now],
        )
    })
  } catch (error) {
    platform.log.warn({ err: error }, 'what the photo detector saw was not kept')
  }
}
