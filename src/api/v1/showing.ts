import type { z } from '@hono/zod-openapi'
import { type Case, trackingToken } from '#modules/cases/index.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { paths } from '../../paths.ts'
import type { Receipt } from '../sending.ts'
import type { caseShown, receipt, report } from './schemas.ts'

type Common = Omit<z.input<typeof report>, 'text' | 'photo' | 'url'>

const iso = (at: Date | null): string | null => at?.toISOString() ?? null

/** What both a public report and a case are told as, with names for ids. */
export async function shower(ctx: Ctx): Promise<{
  common: (c: Case) => Common
  case: (c: Case) => z.input<typeof caseShown>
}> {
  const [org, others, areas] = await Promise.all([organisation(ctx), authorities(ctx), districts(ctx)])
  const area = new Map(areas.map((a) => [a.id, a.code]))
  const authority = new Map(others.map((a) => [a.id, ctx.lang === 'en' ? a.nameEn : a.name]))
  const unitOf = (id: string | null): string | null => {
    const unit = id ? org.units.get(id) : undefined
    return unit ? unitName(unit, ctx.lang) : null
  }
  const common = (c: Case): Common => ({
    number: c.number,
    status: c.status,
    outcome: c.outcome,
    category: c.type,
    title: c.title[ctx.lang],
    place: c.place && { lat: c.place.lat, long: c.place.lon },
    address: c.address,
    district: (c.areaId && area.get(c.areaId)) || null,
    unit: unitOf(c.unitId),
    authority: (c.authorityId && authority.get(c.authorityId)) || null,
    openedAt: c.openedAt.toISOString(),
    dueAt: iso(c.dueAt),
    scheduledFor: iso(c.scheduledFor),
    closedAt: iso(c.closedAt),
    updatedAt: c.updatedAt.toISOString(),
  })
  return {
    common,
    case: (c) => ({
      id: c.id,
      ...common(c),
      kind: c.kind,
      channel: c.channel,
      public: c.public,
      priority: c.priority,
      assignee: (c.assigneeId && org.staff.get(c.assigneeId)?.name) || null,
      version: c.version,
    }),
  }
}

export const absolute = (ctx: Ctx, path: string): string => `${ctx.tenant.publicUrl}${path}`

export async function shownReceipt(
  ctx: Ctx,
  r: Receipt,
): Promise<Omit<z.input<typeof receipt>, 'refusedPhotos'>> {
  const token = await trackingToken(ctx, r.id, r.reporter)
  return {
    number: r.number,
    url: absolute(ctx, paths.publicReport(r.number)),
    trackingUrl: absolute(ctx, paths.tracking(token)),
    dueAt: r.due,
  }
}
