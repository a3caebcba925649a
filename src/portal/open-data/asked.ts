import { catalogue, type OpenFilter } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'

export interface Asked {
  filter: OpenFilter
  year: string
  category: string
  box: string
}

/** Which reports are asked for: `jahr`, `kategorie`, `bbox`. Null where one of them is none. */
export async function readAsked(ctx: Ctx, params: URLSearchParams): Promise<Asked | null> {
  const year = params.get('jahr')?.trim() ?? ''
  const category = params.get('kategorie')?.trim() ?? ''
  const box = params.get('bbox')?.trim() ?? ''
  if (year && !/^(19|20|21)\d\d$/.test(year)) return null
  if (category && !(await catalogue(ctx)).byCode.has(category)) return null
  const corners = box ? box.split(',').map((n) => (n.trim() === '' ? Number.NaN : Number(n))) : []
  const [west, south, east, north] = corners as [number, number, number, number]
  if (box && (corners.length !== 4 || !corners.every(Number.isFinite) || west > east || south > north))
    return null
  return {
    filter: {
      type: category || undefined,
      ...(year && { from: newYear(ctx, Number(year)), until: newYear(ctx, Number(year) + 1) }),
      box: box ? { west, south, east, north } : undefined,
    },
    year,
    category,
    box,
  }
}

/** Midnight at the beginning of a year, by the town's clocks. */
const newYear = (ctx: Ctx, year: number): Date =>
  new Date(
    Temporal.PlainDate.from({ year, month: 1, day: 1 }).toZonedDateTime(ctx.tenant.timeZone)
      .epochMilliseconds,
  )
