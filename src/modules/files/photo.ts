import { seal, sha256 } from '#platform/blobs/seal.ts'
import { newBlobName } from '#platform/blobs/store.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { Invalid } from '#platform/errors.ts'
import { newId, type Uuid } from '#platform/ids.ts'
import { dhash } from '#platform/images/dhash.ts'
import { limits, type Photo, type PhotoResult, readPhoto } from '#platform/images/photo.ts'
import type { Platform } from '#platform/platform.ts'
import { folderKey } from './folder.ts'

export const MOST_PHOTOS = 6
/** In bytes; what is larger is no phone's photo. */
export const LARGEST_PHOTO = limits.bytes

export type Stage = 'report' | 'before' | 'after' | 'again'
export type Visibility = 'public' | 'parties' | 'internal'

export interface NewPhoto {
  /** A draft's or a case's id: both are the same, so photos need not move when a draft is sent. */
  folder: Uuid
  bytes: Buffer
  /** As the person's device calls it; shown to staff only. */
  name: string
  stage: Stage
  visibility: Visibility
  /** Nobody knows of it until whoever adds it has named who may. */
  restricted?: boolean
}

/** The photo's id, or in what way the file cannot be used (a text `report.photo.refused.<reason>`). */
export type Added =
  | { ok: true; id: Uuid; photo: Photo }
  | { ok: false; reason: (PhotoResult & { ok: false })['reason'] | 'too_many' }

/**
 * Decodes, encrypts and stores a photo, then notes it in its folder. Slow work is done outside of any transaction;
 * what is left of an attempt that failed in between is a blob that no row knows.
 */
export async function addPhoto(platform: Platform, who: Who, file: NewPhoto): Promise<Added> {
  const read = await readPhoto(file.bytes, { decoder: platform.decoder })
  if (!read.ok) {
    platform.log.info({ reason: read.reason, detail: read.detail }, 'photo refused')
    return read
  }
  const digest = sha256(file.bytes)
  const look = await dhash(read.thumb)
  const opened = await inTx(platform, who, async (ctx) => {
    const known = await samePhoto(ctx, file.folder, file.stage, digest)
    if (known) return { known }
    if ((await countPhotos(ctx, file.folder, file.stage)) >= MOST_PHOTOS) return null
    return { key: await folderKey(ctx, file.folder, { create: true }) }
  })
  if (!opened) return { ok: false, reason: 'too_many' }
  if (opened.known !== undefined) return { ok: true, id: opened.known, photo: read }
  const { key } = opened
  const store = async (bytes: Buffer): Promise<string> => {
    const name = newBlobName()
    await platform.blobs.put(name, seal(key, name, bytes))
    return name
  }
  const [original, publicBlob, thumb] = await Promise.all([
    store(file.bytes),
    store(read.public),
    store(read.thumb),
  ])
  const forget = (ctx: Ctx): void => ctx.afterCommit(() => deleteBlobs(ctx, [original, publicBlob, thumb]))
  return inTx(platform, who, async (ctx) => {
    const position = await countPhotos(ctx, file.folder, file.stage, 'for update')
    const known = await samePhoto(ctx, file.folder, file.stage, digest)
    if (known || position >= MOST_PHOTOS) {
      forget(ctx)
      return known ? { ok: true, id: known, photo: read } : { ok: false, reason: 'too_many' }
    }
    const id = newId()
    await ctx.db
      .insertInto('files.file')
      .values({
        tenant_id: ctx.tenant.id,
        id,
        folder_id: file.folder,
        kind: 'photo',
        stage: file.stage,
        visibility: file.visibility,
        restricted: file.restricted ?? false,
        name: file.name.slice(0, 200),
        mime: `image/${read.format}`,
        size: file.bytes.length,
        sha256: digest,
        original_blob: original,
        public_blob: publicBlob,
        thumb_blob: thumb,
        width: read.publicWidth,
        height: read.publicHeight,
        dhash: look,
        taken_local: read.taken?.local ?? null,
        lat: read.place?.lat ?? null,
        lon: read.place?.lon ?? null,
        accuracy_m: read.accuracy,
        position,
        by_kind: ctx.actor.kind,
        by_id: actorId(ctx.actor),
        created_at: ctx.now,
      })
      .execute()
    return { ok: true, id, photo: read }
  })
}

/** A double click or a reload sends the same photo again: it is there already. */
async function samePhoto(ctx: Ctx, folder: Uuid, stage: Stage, digest: Buffer): Promise<Uuid | null> {
  const row = await ctx.db
    .selectFrom('files.file')
    .select('id')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', '=', folder)
    .where('stage', '=', stage)
    .where('sha256', '=', digest)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
  return row?.id ?? null
}

async function countPhotos(ctx: Ctx, folder: Uuid, stage: Stage, lock?: 'for update'): Promise<number> {
  if (lock)
    await ctx.db
      .selectFrom('files.folder')
      .select('id')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', folder)
      .forUpdate()
      .execute()
  const { n } = await ctx.db
    .selectFrom('files.file')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', '=', folder)
    .where('stage', '=', stage)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return n
}

/** Takes a photo out of its folder. The caller has made sure that the actor may. Returns its blobs for deletion after the commit. */
export async function removePhoto(ctx: Ctx, folder: Uuid, id: Uuid): Promise<void> {
  const row = await ctx.db
    .updateTable('files.file')
    .set({ removed_at: ctx.now })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('folder_id', '=', folder)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .returning(['original_blob', 'public_blob', 'thumb_blob'])
    .executeTakeFirst()
  if (!row) throw new Invalid('file.gone')
  ctx.afterCommit(() => deleteBlobs(ctx, [row.original_blob, row.public_blob, row.thumb_blob]))
}

/** From now on only those know of a photo who were named; the caller writes down who. */
export function hideFile(ctx: Ctx, folder: Uuid, id: Uuid): void {
  ctx.send(
    `update files.file set restricted = true, visibility = 'internal'
     where tenant_id = $1 and folder_id = $2 and id = $3 and removed_at is null`,
    [ctx.tenant.id, folder, id],
  )
}

/** Cipher text that no row knows any more; if this fails it stays behind unreadable to everybody without the key. */
export function deleteBlobs(ctx: Ctx, names: readonly (string | null)[]): void {
  for (const name of names) if (name) ctx.platform.blobs.delete(name).catch(() => {})
}
