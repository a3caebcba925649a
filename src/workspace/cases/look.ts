import type { Req } from '#http/env.ts'
import { viewOf } from '#http/view.ts'
import { firstWordsOf, openParts, reasonOf, visibleCase } from '#modules/cases/index.ts'
import { openProposal } from '#modules/dispatch/index.ts'
import { photosOf } from '#modules/files/index.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { allowed } from './desk.ts'
import type { Look } from './preview.tsx'

/** A case for the preview. Throws NotFound. */
export async function lookAt(c: Req, ctx: Ctx, number: string): Promise<Look> {
  const it = await visibleCase(ctx, number)
  const [view, org, areas, words, photos, proposal] = await Promise.all([
    viewOf(c, ctx, 'workspace'),
    organisation(ctx),
    districts(ctx),
    firstWordsOf(ctx, [it.id], 600),
    photosOf(ctx, [it.id], openParts(ctx, 'f')),
    openProposal(ctx, it.id),
  ])
  const unit = org.units.get(it.unitId ?? '')
  const proposed = proposal && !it.assigneeId && it.status !== 'closed' ? org.staff.get(proposal.to) : null
  return {
    view,
    case: it,
    can: allowed(ctx, it),
    words: words.get(it.id) ?? '',
    assignee: org.staff.get(it.assigneeId ?? '')?.name ?? null,
    unit: unit ? unitName(unit, ctx.lang) : '',
    district: areas.find((a) => a.id === it.areaId)?.name ?? null,
    photos: photos.map((p) => p.id),
    proposal:
      proposed && proposal
        ? { name: proposed.name, reason: reasonOf(ctx, { ...proposal, accepted: true }) }
        : null,
    mine: ctx.actor.kind === 'staff' && it.assigneeId === ctx.actor.id,
  }
}
