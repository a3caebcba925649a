import { open, seal } from '#platform/blobs/seal.ts'
import { newBlobName } from '#platform/blobs/store.ts'
import { actorId } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { inTx, type Who } from '#platform/context/transaction.ts'
import { Conflict, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Box, cleanBoxes, MOST_BOXES } from '#platform/images/boxes.ts'
import { readPhoto } from '#platform/images/photo.ts'
import type { Platform } from '#platform/platform.ts'
import { folderKey } from './folder.ts'
import { deleteBlobs } from './photo.ts'

export interface Redaction {
  /** Blacked out beside what is already. */
  add?: readonly Box[]
  /** Takes back all that was blacked out before. */
  restore?: boolean
  /** The original goes too, some time after the end of the case. */
  forget?: boolean
}

/** A photo whose folder the caller judges: throws what is to be thrown when the actor may not. */
export type Judge = (ctx: Ctx, photo: RedactedPhoto) => Promise<void>
export interface RedactedPhoto {
  id: Uuid
  folder: Uuid
  stage: string
  byKind: string
  byId: Uuid | null
  restricted: boolean
  at: Date
}

const TRIES = 3

/**
 * Blacks out parts of a photo: public copies are made anew from the original, get names of their own, and the old ones
 * are deleted, so that no address and no cache that asks again has them (docs/adr/0030). Decodes, so never within a
 * transaction; when two do it at once, the later one sees what the earlier one did. `done` runs with the change.
 * Throws NotFound, Invalid (nothing to black out, unreadable), and what `allowed` throws.
 */
export async function redactPhoto(
  platform: Platform,
  who: Who,
  id: Uuid,
  change: Redaction,
  allowed: Judge,
  done: (ctx: Ctx, photo: RedactedPhoto) => void | Promise<void> = () => {},
): Promise<void> {
  const add = cleanBoxes(change.add ?? [])
  if (add.length === 0 && !change.restore) throw new Invalid('file.nothing_marked')
  for (let tries = 0; tries < TRIES; tries += 1)
    if (await once(platform, who, id, { ...change, add }, allowed, done)) return
  throw new Conflict('file.changed')
}

async function once(
  platform: Platform,
  who: Who,
  id: Uuid,
  { add = [], restore = false, forget = false }: Redaction,
  allowed: Judge,
  done: (ctx: Ctx, photo: RedactedPhoto) => void | Promise<void>,
): Promise<boolean> {
  const before = await inTx(platform, who, async (ctx) => {
    const row = await photoRow(ctx, id)
    await allowed(ctx, toRedacted(row))
    return { row, key: await folderKey(ctx, row.folder_id) }
  })
  const { row, key } = before
  const boxes = [...(restore ? [] : row.boxes), ...add].slice(-MOST_BOXES)
  if (!restore && row.boxes.length + add.length > MOST_BOXES) throw new Invalid('file.too_many_marks')
  const sealed = await platform.blobs.get(row.original_blob)
  if (!sealed) throw new NotFound('file.gone')
  const read = await readPhoto(open(key, row.original_blob, sealed), { decoder: platform.decoder, boxes })
  if (!read.ok) throw new Invalid('file.not_redacted')
  const store = async (bytes: Buffer): Promise<string> => {
    const name = newBlobName()
    await platform.blobs.put(name, seal(key, name, bytes))
    return name
  }
  const [publicBlob, thumb] = await Promise.all([store(read.public), store(read.thumb)])
  return inTx(platform, who, async (ctx) => {
    const now = await photoRow(ctx, id, 'for update').catch((error: unknown) => {
      ctx.afterCommit(() => deleteBlobs(ctx, [publicBlob, thumb]))
      throw error
    })
    if (now.public_blob !== row.public_blob) {
      ctx.afterCommit(() => deleteBlobs(ctx, [publicBlob, thumb]))
      return false
    }
    const photo = toRedacted(now)
    await allowed(ctx, photo)
    await ctx.db
      .updateTable('files.file')
      .set({ public_blob: publicBlob, thumb_blob: thumb, width: read.publicWidth, height: read.publicHeight })
      .where('tenant_id', '=', ctx.tenant.id)
      .where('id', '=', id)
      .execute()
    await note(ctx, photo, boxes, forget || (now.forget && !restore))
    await done(ctx, photo)
    ctx.afterCommit(() => deleteBlobs(ctx, [row.public_blob, row.thumb_blob]))
    return true
  })
}

async function note(ctx: Ctx, photo: RedactedPhoto, boxes: readonly Box[], forget: boolean): Promise<void> {
  if (boxes.length === 0) {
    await ctx.db
      .deleteFrom('files.redaction')
      .where('tenant_id', '=', ctx.tenant.id)
      .where('file_id', '=', photo.id)
      .execute()
    return
  }
  const mark = {
    boxes: JSON.stringify(boxes),
    forget,
    by_kind: ctx.actor.kind,
    by_id: actorId(ctx.actor),
    at: ctx.now,
  }
  await ctx.db
    .insertInto('files.redaction')
    .values({ tenant_id: ctx.tenant.id, file_id: photo.id, folder_id: photo.folder, ...mark })
    .onConflict((oc) => oc.columns(['tenant_id', 'file_id']).doUpdateSet(mark))
    .execute()
}

async function photoRow(ctx: Ctx, id: Uuid, lock?: 'for update') {
  let query = ctx.db
    .selectFrom('files.file')
    .select([
      'id',
      'folder_id',
      'stage',
      'by_kind',
      'by_id',
      'restricted',
      'created_at',
      'original_blob',
      'public_blob',
      'thumb_blob',
    ])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .where('kind', '=', 'photo')
    .where('removed_at', 'is', null)
  if (lock) query = query.forUpdate()
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound()
  const mark = await ctx.db
    .selectFrom('files.redaction')
    .select(['boxes', 'forget'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('file_id', '=', id)
    .executeTakeFirst()
  return { ...row, boxes: cleanBoxes(mark?.boxes), forget: mark?.forget ?? false }
}

const toRedacted = (row: Awaited<ReturnType<typeof photoRow>>): RedactedPhoto => ({
  id: row.id,
  folder: row.folder_id,
  stage: row.stage,
  byKind: row.by_kind,
  byId: row.by_id,
  restricted: row.restricted,
  at: row.created_at,
})
