import type { InBoth } from '#modules/forms/index.ts'
import type { Ctx, EventPayload } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { changeCase } from './changing.ts'
import { caseToCorrect } from './correcting.ts'
import { assertSeenAt } from './named.ts'
import { setPublic } from './publishing.ts'
import { caseFor } from './visible.ts'

export interface Reclassification {
  type: string
  title: InBoth
  unitId: Uuid
  /** Whoever is responsible instead of the town; the case stays until somebody hands it over. */
  authorityId: Uuid | null
  why: { code: string; params: EventPayload }
  dueAt: Date | null
  version?: number
  /** Whoever reported it says that it is another thing, before work begins. */
  byAuthor?: boolean
  /** Cases of this type are seen by nobody outside. */
  hidden?: boolean
}

/**
 * Makes a case one of another type, at the unit and with the deadline that go with it. Whoever had it keeps it only
 * while it stays in the unit. What the type means is decided above (reports).
 */
export async function reclassifyCase(ctx: Ctx, id: Uuid, to: Reclassification): Promise<void> {
  const c = to.byAuthor
    ? await caseToCorrect(ctx, id, to.version)
    : await caseFor(ctx, 'reclassify', id, to.version)
  const moves = to.unitId !== c.unitId
  if (moves) await assertSeenAt(ctx, c, to.unitId)
  await changeCase(ctx, c, {
    type: to.type,
    title: to.title.de,
    title_en: to.title.en,
    unit_id: to.unitId,
    authority_id: to.authorityId,
    due_at: to.dueAt,
    ...(moves ? { assignee_id: null } : {}),
  })
  ctx.emit('case.reclassified', {
    case: id,
    type: to.type,
    type_before: c.type,
    unit: to.unitId,
    from: c.unitId,
    authority: to.authorityId,
    why: to.why.code,
    why_params: to.why.params,
  })
  // By the row that is locked here: the case may have left the sight of whoever changed it.
  if (to.hidden) await setPublic(ctx, { ...c, version: c.version + 1 }, false)
}
