import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { type Box, cleanBoxes } from '#platform/images/boxes.ts'
import { type Seen, seenKinds } from '#platform/images/detector.ts'

/** What is blacked out of a photo, and what the town's detector has seen in it and nobody has blacked out yet. */
export interface PhotoMarks {
  boxes: readonly Box[]
  seen: readonly Seen[]
}

const none: PhotoMarks = { boxes: [], seen: [] }

/** The marks of photos by id; `of` answers for those without any too. */
export async function photoMarks(
  ctx: Ctx,
  photos: readonly { id: Uuid }[],
): Promise<{ of: (id: Uuid) => PhotoMarks }> {
  if (photos.length === 0) return { of: () => none }
  const ids = photos.map((photo) => photo.id)
  const [redactions, detections] = await Promise.all([
    ctx.db
      .selectFrom('files.redaction')
      .select(['file_id', 'boxes'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('file_id', 'in', ids)
      .execute(),
    ctx.db
      .selectFrom('files.detection')
      .select(['file_id', 'boxes'])
      .where('tenant_id', '=', ctx.tenant.id)
      .where('file_id', 'in', ids)
      .execute(),
  ])
  const black = new Map(redactions.map((row) => [row.file_id, cleanBoxes(row.boxes)]))
  const seen = new Map(detections.map((row) => [row.file_id, kept(row.boxes)]))
  return {
    of: (id) => {
      const boxes = black.get(id) ?? []
      return { boxes, seen: (seen.get(id) ?? []).filter((one) => !boxes.some((box) => covers(box, one))) }
    },
  }
}

const kept = (stored: unknown): Seen[] =>
  (Array.isArray(stored) ? stored : []).flatMap((one: Seen) => {
    const [box] = cleanBoxes([one])
    return box && seenKinds.includes(one.kind) ? [{ kind: one.kind, ...box }] : []
  })

/** A box that was drawn by hand may miss an edge that nobody would recognise anything by. */
const SLACK = 0.01

const covers = (box: Box, one: Box): boolean =>
  box.x <= one.x + SLACK &&
  box.y <= one.y + SLACK &&
  box.x + box.w >= one.x + one.w - SLACK &&
  box.y + box.h >= one.y + one.h - SLACK
