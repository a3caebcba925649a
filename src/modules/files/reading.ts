import { type RawBuilder, sql } from 'kysely'
import { recordReadings } from '#modules/audit/index.ts'
import { open, sha256 } from '#platform/blobs/seal.ts'
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
  /** Only named people of the town hall know of it. */
  restricted: boolean
  name: string
  mime: string
  width: number | null
  height: number | null
  /** Local time of the camera, without a zone: `2026-11-20T08:15:00`. */
  takenLocal: string | null
  place: { lat: number; lon: number } | null
  /** By how many metres the place may be wrong, where the camera says so. */
  accuracy: number | null
  /** Who added it: the kind of actor, and the account or party where there is one. */
  by: { kind: string; id: Uuid | null }
  at: Date
}

/**
 * The photos of some folders, in the order they were added; restricted ones only where `open` says so, a condition on
 * `files.file f` that is true of all others as well.
 */
export async function photosOf(
  ctx: Ctx,
  folders: readonly Uuid[],
  open: RawBuilder<boolean> = sql<boolean>`not f.restricted`,
): Promise<FileInfo[]> {
  if (folders.length === 0) return []
  const rows = await ctx.db
    .selectFrom('files.file as f')
    .selectAll()
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', 'in', [...folders])
    .where('removed_at', 'is', null)
    .where(open)
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
    restricted: r.restricted,
    name: r.name,
    mime: r.mime,
    width: r.width,
    height: r.height,
    takenLocal: r.taken_local,
    place: r.lat !== null && r.lon !== null ? { lat: r.lat, lon: r.lon } : null,
    accuracy: r.accuracy_m,
    by: { kind: r.by_kind, id: r.by_id },
    at: r.created_at,
  }))
}

export type Variant = 'public' | 'thumb' | 'original'

export interface FileAsked {
  id: Uuid
  folder: Uuid
  visibility: Visibility
  restricted: boolean
  /** Parts of it are blacked out: the original shows what somebody did not want to be seen. */
  redacted: boolean
}

/**
 * The bytes of a file. `mayRead` decides inside the transaction, with the folder at hand; without its yes the file is
 * not there. That staff look at a large picture or an original is recorded, of the file and of what it belongs to.
 * `tag` names these very bytes; with `known`, the tag of a copy that the asker has, unchanged bytes are not read again.
 */
export async function readFile(
  platform: Platform,
  who: Who,
  id: Uuid,
  variant: Variant,
  mayRead: (ctx: Ctx, file: FileAsked) => Promise<boolean>,
  known?: string,
): Promise<{ bytes: Buffer; mime: string; name: string; tag: string }> {
  const { key, blob, mime, name } = await inTx(platform, who, async (ctx) => {
    const row = await ctx.db
      .selectFrom('files.file')
      .select([
        'folder_id',
        'visibility',
        'restricted',
        'mime',
        'name',
        'original_blob',
        'public_blob',
        'thumb_blob',
        sql<boolean>`exists (select from files.redaction r
          where r.tenant_id = ${ctx.tenant.id} and r.file_id = files.file.id)`.as('redacted'),
      ])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (!row) throw new NotFound()
    const { folder_id: folder, restricted, redacted } = row
    const asked = { id, folder, visibility: row.visibility as Visibility, restricted, redacted }
    if (!(await mayRead(ctx, asked))) throw new NotFound()
    const name = { original: row.original_blob, public: row.public_blob, thumb: row.thumb_blob }[variant]
    if (!name) throw new NotFound()
    if (variant === 'original') recordReadings(ctx, 'file.original', [id, folder])
    else if (variant === 'public' && ctx.actor.kind === 'staff') recordReadings(ctx, 'file', [id, folder])
    return {
      key: await folderKey(ctx, row.folder_id),
      blob: name,
      mime: variant === 'original' ? row.mime : 'image/jpeg',
      name: row.name,
    }
  })
  const tag = tagOf(blob)
  if (known === tag) return { bytes: Buffer.alloc(0), mime, name, tag }
  const sealed = await platform.blobs.get(blob)
  if (!sealed) throw new NotFound()
  return { bytes: open(key, blob, sealed), mime, name, tag }
}

/** Of the blob's name, which nobody outside needs to know: other bytes always have another name. */
const tagOf = (blob: string): string => sha256(Buffer.from(blob)).toString('base64url').slice(0, 22)
