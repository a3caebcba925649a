import { open, seal, sha256 } from '#platform/blobs/seal.ts'
import { newBlobName } from '#platform/blobs/store.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { folderKey } from './folder.ts'
import { deleteBlobs } from './photo.ts'

/** Photos of these folders whose original is to go, because whoever took them asked for that. */
export async function originalsToDrop(ctx: Ctx, folders: readonly Uuid[]): Promise<Uuid[]> {
  if (folders.length === 0) return []
  const rows = await ctx.db
    .selectFrom('files.redaction')
    .select('file_id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', 'in', [...folders])
    .where('forget', '=', true)
    .execute()
  return rows.map((row) => row.file_id)
}

/**
 * From now on there is only the blacked-out picture of this photo: it takes the original's place, and what the original
 * told of where and when it was taken goes too. Safe to run twice.
 */
export async function dropOriginal(platform: Platform, who: Who, id: Uuid): Promise<void> {
  const before = await inTx(platform, who, async (ctx) => {
    const row = await ctx.db
      .selectFrom('files.file as f')
      .innerJoin('files.redaction as r', (join) =>
        join
          .onRef('r.tenant_id', '=', 'f.tenant_id')
          .onRef('r.file_id', '=', 'f.id')
          .on('r.forget', '=', true),
      )
      .select(['f.folder_id', 'f.original_blob', 'f.public_blob'])
      .where('f.tenant_id', '=', ctx.tenant.id)
      .where('r.tenant_id', '=', ctx.tenant.id)
      .where('f.id', '=', id)
      .where('f.removed_at', 'is', null)
      .executeTakeFirst()
    return row ? { ...row, key: await folderKey(ctx, row.folder_id) } : null
  })
  const sealed = before?.public_blob ? await platform.blobs.get(before.public_blob) : null
  if (!before?.public_blob || !sealed) return
  const bytes = open(before.key, before.public_blob, sealed)
  const name = newBlobName()
  await platform.blobs.put(name, seal(before.key, name, bytes))
  await inTx(platform, who, async (ctx) => {
    const changed = await ctx.db
      .updateTable('files.file')
      .set({
        original_blob: name,
        mime: 'image/jpeg',
        size: bytes.length,
        sha256: sha256(bytes),
        taken_local: null,
        lat: null,
        lon: null,
      })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .where('public_blob', '=', before.public_blob)
      .where('removed_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    if (!changed) return ctx.afterCommit(() => deleteBlobs(ctx, [name]))
    ctx.send('delete from files.redaction where tenant_id = $1 and file_id = $2', [ctx.tenant.id, id])
    ctx.send('delete from files.detection where tenant_id = $1 and file_id = $2', [ctx.tenant.id, id])
    ctx.afterCommit(() => deleteBlobs(ctx, [before.original_blob]))
  })
}
