import { trendAreas } from '#modules/analytics/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { hrefOf } from '#portal/reports/filter.ts'
import { paths } from '../../../paths.ts'
import type { HeatAsked } from './asked.ts'
import { type HeatClass, trendClass } from './classes.ts'
import { type Square, streetsOf } from './squares.ts'

/** A line of the table beside the map: the same facts. */
export interface HeatRow {
  key: string
  place: string
  href: string
  now: number
  before: number | null
  class: HeatClass
}

/** So many squares are named; further ones say little. */
export const MOST_ROWS = 60

/** The lines of the table, sorted as asked: squares by the street next to their middle, or districts. */
export async function heatRows(ctx: Ctx, a: HeatAsked, some: readonly Square[]): Promise<HeatRow[]> {
  const rows = a.byDistrict ? await districtRows(ctx, a) : await squareRows(ctx, a, some)
  return sorted(rows, a)
}

async function squareRows(ctx: Ctx, a: HeatAsked, some: readonly Square[]): Promise<HeatRow[]> {
  const weight = ({ now, before }: Square) =>
    a.view === 'dichte' ? now : Math.abs(now - (before ?? 0)) * 1000 + now
  const largest = some.toSorted((x, y) => weight(y) - weight(x)).slice(0, MOST_ROWS)
  const streets = await streetsOf(ctx, largest)
  return largest.map((square, i) => ({
    key: Object.values(square.box).join(' '),
    place: streets[i] ?? ctx.t('map.heat.square', { n: i + 1 }),
    href: hrefOf(paths.list, a.filter, { bereich: square.box }),
    now: square.now,
    before: square.before,
    class: square.class,
  }))
}

async function districtRows(ctx: Ctx, a: HeatAsked): Promise<HeatRow[]> {
  const counted = await trendAreas(ctx, a.filter.filter, a.months)
  const named = a.filter.districts.map((d) => ({
    id: d.id as string | null,
    place: d.name,
    href: hrefOf(paths.list, a.filter, { ortsteil: d.code }),
  }))
  return [...named, { id: null, place: ctx.t('map.heat.outside'), href: hrefOf(paths.list, a.filter) }]
    .map(({ id, place, href }) => {
      const change = counted.get(id) ?? { now: 0, before: 0 }
      return { key: id ?? '', place, href, ...change, class: trendClass(change) }
    })
    .filter((row) => row.key !== '' || row.now + row.before > 0)
}

const byName = new Intl.Collator('de', { numeric: true })

function sorted(rows: readonly HeatRow[], { sort: { by, direction } }: HeatAsked): HeatRow[] {
  const value = {
    jetzt: (r: HeatRow) => r.now,
    vorher: (r: HeatRow) => r.before ?? 0,
    aenderung: (r: HeatRow) => r.now - (r.before ?? 0),
    ort: () => 0,
  }[by]
  const up = rows.toSorted((a, b) => value(a) - value(b) || byName.compare(b.place, a.place))
  return by === 'ort'
    ? rows.toSorted((a, b) => byName.compare(a.place, b.place) * (direction === 'auf' ? 1 : -1))
    : direction === 'auf'
      ? up
      : up.reverse()
}
