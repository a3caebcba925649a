import { recordReading } from '#modules/audit/index.ts'
import { open } from '#platform/blobs/seal.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { folderKey } from './folder.ts'
import type { Stage, Visibility } from './photo.ts'

export interface FileInfo {
  id: Uuid
  folder: Uuid
  stage: Stage
  visibility: Visibility
  name: string
  mime: string
  width: number | null
  height: number | null
  /** Local time of the camera, without a zone: `2026-11-20T08:15:00`. */
  takenLocal: string | null
  place: { lat: number; lon: number } | null
  at: Date
}

/** The photos of some folders, in the order they were added. */
export async function photosOf(ctx: Ctx, folders: readonly Uuid[]): Promise<FileInfo[]> {
  if (folders.length === 0) return []
  const rows = await ctx.db
    .selectFrom('files.file')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', 'in', [...folders])
    .where('removed_at', 'is', null)
    .orderBy('folder_id')
    .orderBy('stage', 'desc')
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map((r) => ({
    id: r.id,
    folder: r.folder_id,
    stage: r.stage as Stage,
    visibility: r.visibility as Visibility,
    name: r.name,
    mime: r.mime,
    width: r.width,
    height: r.height,
    takenLocal: r.taken_local,
    place: r.lat !== null && r.lon !== null ? { lat: r.lat, lon: r.lon } : null,
    at: r.created_at,
  }))
}

export type Variant = 'public' | 'thumb' | 'original'

/**
 * The bytes of a file. `mayRead` decides inside the transaction, with the folder at hand; without its yes the file is
 * not there. Reading an original is recorded.
 */
export async function readFile(
  platform: Platform,
  who: Who,
  id: Uuid,
  variant: Variant,
  mayRead: (ctx: Ctx, file: { folder: Uuid; visibility: Visibility }) => Promise<boolean>,
): Promise<{ bytes: Buffer; mime: string; name: string }> {
  const { key, blob, mime, name } = await inTx(platform, who, async (ctx) => {
    const row = await ctx.db
      .selectFrom('files.file')
      .select(['folder_id', 'visibility', 'mime', 'name', 'original_blob', 'public_blob', 'thumb_blob'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (!row) throw new NotFound()
    if (!(await mayRead(ctx, { folder: row.folder_id, visibility: row.visibility as Visibility })))
      throw new NotFound()
    const name = { original: row.original_blob, public: row.public_blob, thumb: row.thumb_blob }[variant]
    if (!name) throw new NotFound()
    if (variant === 'original') recordReading(ctx, 'file.original', id)
    return {
      key: await folderKey(ctx, row.folder_id),
      blob: name,
      mime: variant === 'original' ? row.mime : 'image/jpeg',
      name: row.name,
    }
  })
  const sealed = await platform.blobs.get(blob)
  if (!sealed) throw new NotFound()
  return { bytes: open(key, blob, sealed), mime, name }
}
