import {
  photosOf,
  type RedactedPhoto,
  type Redaction,
  redactPhoto,
  showPhotos,
} from '#modules/files/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Who } from '#platform/context/transaction.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import type { Platform } from '#platform/platform.ts'
import { forgetRendered } from '#platform/rendered.ts'
import { authorOn } from './authors.ts'
import { type Case, caseCan } from './case.ts'
import { changeCase } from './changing.ts'
import type { RedactionReason } from './redacting.ts'
import { caseFor, visibleCase } from './visible.ts'
import { openParts } from './visible-parts.ts'

/**
 * Blacks out parts of a photo of a case, or (staff) takes that back. A photo's author is whoever added it, and of what
 * came with the report whoever reported. Slow, so outside of any transaction. Throws NotFound, Forbidden, Invalid,
 * Conflict.
 */
export async function redactCasePhoto(
  platform: Platform,
  who: Who,
  caseId: Uuid,
  id: Uuid,
  change: Redaction & { reason?: RedactionReason },
): Promise<void> {
  const staff = who.actor.kind === 'staff'
  if (staff && !change.restore && !change.reason) throw new Invalid('case.reason_missing')
  if (!staff && change.restore) throw new Forbidden()
  const allowed = async (ctx: Ctx, photo: RedactedPhoto) => {
    if (photo.folder !== caseId) throw new NotFound()
    await assertPhoto(ctx, caseId, photo)
  }
  await redactPhoto(platform, who, id, change, allowed, async (ctx) => {
    await changeCase(ctx, await visibleCase(ctx, caseId, 'for update'), {})
    forgetRendered(ctx)
    ctx.emit(change.restore ? 'case.photo_restored' : 'case.photo_redacted', {
      case: caseId,
      file: id,
      reason: change.reason ?? null,
    })
  })
}

/**
 * Takes a photo away from the public, or (staff) shows it there again. Throws NotFound, Forbidden, Conflict.
 */
export async function showCasePhoto(ctx: Ctx, caseId: Uuid, id: Uuid, isPublic: boolean): Promise<void> {
  const c = await visibleCase(ctx, caseId, 'for update')
  const photo = await photoToMark(ctx, c, id)
  if (isPublic && ctx.actor.kind !== 'staff') throw new Forbidden()
  if ((photo.visibility === 'public') === isPublic) return
  showPhotos(ctx, c.id, [photo.id], isPublic ? 'public' : 'parties')
  await changeCase(ctx, c, {})
  forgetRendered(ctx)
  ctx.emit(isPublic ? 'case.photo_shown' : 'case.photo_withdrawn', { case: c.id, file: photo.id })
}

/** A photo that the actor may black out, for its page. Throws NotFound, Forbidden, Conflict. */
export async function photoToMark(ctx: Ctx, c: Case, id: Uuid) {
  const photo = (await photosOf(ctx, [c.id], openParts(ctx, 'f'))).find((one) => one.id === id)
  if (!photo) throw new NotFound()
  const { id: byId, kind } = photo.by
  await assertPhoto(ctx, c.id, { ...photo, byKind: kind, byId })
  return photo
}

/** Ids of the photos that are the actor's own. Throws like `authorOn`. */
export async function ownPhotos(ctx: Ctx, c: Case): Promise<ReadonlySet<Uuid>> {
  const mine = await ownerTest(ctx, c)
  const photos = await photosOf(ctx, [c.id])
  return new Set(photos.filter((p) => mine({ ...p, byKind: p.by.kind, byId: p.by.id })).map((p) => p.id))
}

async function assertPhoto(ctx: Ctx, caseId: Uuid, photo: PhotoBy): Promise<void> {
  if (ctx.actor.kind === 'staff' || ctx.actor.kind === 'system') {
    await caseFor(ctx, 'redact', caseId)
    const open = await photosOf(ctx, [caseId], openParts(ctx, 'f'))
    if (!open.some((one) => one.id === photo.id)) throw new NotFound()
    return
  }
  const c = await visibleCase(ctx, caseId)
  // What only the town hall sees is nobody's to find here, whoever added it.
  const seen = (await photosOf(ctx, [caseId])).find((one) => one.id === photo.id)
  if (!seen || seen.visibility === 'internal') throw new NotFound()
  if (!(await ownerTest(ctx, c))(photo)) throw new NotFound()
  if (!caseCan('redact', c)) throw new Conflict('case.state', { action: 'redact', status: c.status })
}

type PhotoBy = Pick<RedactedPhoto, 'id' | 'stage' | 'byKind' | 'byId' | 'restricted'> & { at: Date }

/** What staff took is the town's; what came with the report is the reporter's; what was added later, whoever's added it. */
async function ownerTest(ctx: Ctx, c: Case): Promise<(photo: PhotoBy) => boolean> {
  const author = await authorOn(ctx, c)
  const account = ctx.actor.kind === 'citizen' ? ctx.actor.id : null
  return (photo) => {
    if (!['report', 'again'].includes(photo.stage) || photo.byKind === 'staff' || photo.restricted)
      return false
    if (photo.byId && (photo.byId === account || author.parties.includes(photo.byId))) return true
    // A stranger who says that it is still there has shown it to the town hall, and took it themselves.
    if (photo.stage === 'again' && photo.byKind === 'anonymous') return false
    const added = photo.byKind === 'holder' || photo.byKind === 'citizen'
    if (added && photo.byId && photo.at > c.openedAt) return false
    return author.reporter
  }
}
