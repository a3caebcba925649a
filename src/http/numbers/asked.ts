import { type NumbersFilter, yearsCounted } from '#modules/analytics/index.ts'
import { districts } from '#modules/geo/index.ts'
import { organisation, unitName } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { urlWith } from '#ui/url.ts'

/** What was asked of the numbers, and the words for what they name. */
export interface Asked {
  filter: NumbersFilter
  period: string
  category: string
  district: string
  periods: string[]
  categories: { code: string; name: string }[]
  districts: { id: string; name: string }[]
  nameOf(dim: 'month' | 'type' | 'area' | 'unit', key: string): string
  /** The same question at another address. */
  at(path: string): string
}

const MONTHS: Readonly<Record<string, number>> = { '3': 3, '12': 12, '36': 36 }

/** Reads `zeitraum` (3, 12, 36 months, a year, `alles`), `kategorie` and `ortsteil`; what is none of them counts as left out. */
export async function askedNumbers(ctx: Ctx, query: URLSearchParams): Promise<Asked> {
  const [years, { groups, byCode }, areas, { units }] = await Promise.all([
    yearsCounted(ctx),
    catalogue(ctx),
    districts(ctx),
    organisation(ctx),
  ])
  const now = Temporal.Instant.fromEpochMilliseconds(ctx.now.getTime()).toZonedDateTimeISO(
    ctx.tenant.timeZone,
  )
  const month = now.toPlainDate().toPlainYearMonth()
  const periods = [...Object.keys(MONTHS), ...years.map(String), 'alles']
  const wanted = query.get('zeitraum') ?? ''
  const period = periods.includes(wanted) ? wanted : '12'
  const category = byCode.get(query.get('kategorie') ?? '')?.code ?? ''
  const district = areas.find((a) => a.id === query.get('ortsteil'))?.id ?? ''
  const first = years.at(-1) ?? now.year
  const span = MONTHS[period]
  const [from, until] = span
    ? [month.subtract({ months: span - 1 }).toString(), month.toString()]
    : period === 'alles'
      ? [`${first}-01`, month.toString()]
      : [`${period}-01`, `${period}-12`]
  const months = new Intl.DateTimeFormat(ctx.lang, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const words = {
    type: (key: string) => byCode.get(key)?.name[ctx.lang],
    area: (key: string) => areas.find((a) => a.id === key)?.name,
    unit: (key: string) => {
      const unit = units.get(key)
      return unit && unitName(unit, ctx.lang)
    },
    month: (key: string) => months.format(new Date(`${key}-01T00:00:00Z`)),
  }
  return {
    filter: { from, until, ...(category && { type: category }), ...(district && { areaId: district }) },
    period,
    category,
    district,
    periods,
    categories: groups.flatMap((g) => g.categories.map((c) => ({ code: c.code, name: c.name[ctx.lang] }))),
    districts: areas.map(({ id, name }) => ({ id, name })),
    nameOf: (dim, key) =>
      key === '' ? ctx.t('numbers.none') : key === '*' ? ctx.t('numbers.others') : (words[dim](key) ?? key),
    at: (path) =>
      urlWith(path, { zeitraum: period, kategorie: category || null, ortsteil: district || null }),
  }
}
