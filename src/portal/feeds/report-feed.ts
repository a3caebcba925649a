import { housesOfStreet, metres, streetsAt } from '#modules/geo/index.ts'
import { type ListedReport, publicReports, type ReportFilter } from '#modules/reports/index.ts'
import type { Where } from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { beginning, shortAddress } from '#portal/reports/short-address.ts'
import { statusWord } from '#portal/reports/status.ts'
import { paths } from '../../paths.ts'
import type { Entry } from './atom.ts'

const SIZE = 50
/** More are looked at where the place is no box. */
const LOOKED_AT = 200
const FIXED_DAYS = 90

/** The newest that happened to public reports under a filter: come in, or fixed. One entry each, which changes. */
export async function reportEntries(ctx: Ctx, filter: ReportFilter, where?: Where): Promise<Entry[]> {
  const narrowed = { ...filter, ...(where && (await narrow(ctx, where))) }
  const size = where ? LOOKED_AT : SIZE
  const [opened, closed] = await Promise.all([
    publicReports(ctx, narrowed, size),
    // One that came in long ago and was fixed today is news today.
    filter.status || filter.days
      ? null
      : publicReports(ctx, { ...narrowed, status: 'closed', days: FIXED_DAYS }, size),
  ])
  const all = new Map([...opened.reports, ...(closed?.reports ?? [])].map((r) => [r.id, r]))
  const inside: ListedReport[] = []
  for (const report of all.values()) if (!where || (await lies(ctx, where, report))) inside.push(report)
  return inside
    .map((report) => entryOf(ctx, report))
    .sort((a, b) => b.updated.getTime() - a.updated.getTime() || a.id.localeCompare(b.id))
    .slice(0, SIZE)
}

/** A box around the place, or its district: what an index can answer. */
async function narrow(ctx: Ctx, where: Where): Promise<ReportFilter> {
  if (where.kind === 'district') return { areaId: where.areaId }
  if (where.kind === 'town') return {}
  const points = where.kind === 'radius' ? [where] : await housesOfStreet(ctx, where.street)
  if (points.length === 0) return {}
  const lats = points.map((p) => p.lat)
  const lons = points.map((p) => p.lon)
  const dLat = (where.kind === 'radius' ? where.radius : 60) / 111_000
  const dLon = dLat / Math.cos((lats[0]! * Math.PI) / 180)
  return {
    box: {
      west: Math.min(...lons) - dLon,
      east: Math.max(...lons) + dLon,
      south: Math.min(...lats) - dLat,
      north: Math.max(...lats) + dLat,
    },
  }
}

async function lies(ctx: Ctx, where: Where, { place, areaId }: ListedReport): Promise<boolean> {
  if (where.kind === 'radius') return place !== null && metres(where, place) <= where.radius
  if (where.kind === 'street')
    return (
      place !== null &&
      (where.areaId === null || where.areaId === areaId) &&
      (await streetsAt(ctx, place)).includes(where.street)
    )
  return true
}

function entryOf(ctx: Ctx, r: ListedReport): Entry {
  const host = new URL(ctx.tenant.publicUrl).hostname
  return {
    // RFC 4151: the number is given once, in the year that it says itself.
    id: `tag:${host},${r.number.slice(0, 4)}:${paths.publicReport(r.number).slice(1)}`,
    title: [r.title[ctx.lang], shortAddress(r.address)].filter(Boolean).join(', '),
    url: ctx.tenant.publicUrl + paths.publicReport(r.number),
    summary: `${statusWord(ctx.t, r)}: ${beginning(r.text, 300)}`,
    category: { term: r.type, label: r.title[ctx.lang] },
    published: r.openedAt,
    updated: r.closedAt ?? r.updatedAt,
    place: r.place,
  }
}
