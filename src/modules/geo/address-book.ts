import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'
import { mercator, metres, type Place } from './mercator.ts'

/** One of the town's addresses, as a report names it. */
export interface Entry extends Place {
  id: Uuid
  /** "Hauptstraße 12, 63450 Musterstadt" */
  label: string
}

/**
 * All addresses of a town in a grid. Every report asks for the nearest one, and in memory that costs a microsecond
 * instead of a round trip. A city with more than MOST keeps asking its database: there the memory would cost more.
 */
export interface AddressBook {
  nearest(place: Place, within: number): Entry | null
  idOf(label: string): Uuid | null
}

const MOST = 150_000
/** Web Mercator metres; a search within 150 m looks at 25 cells at most. */
const CELL = 150
const cellOf = (i: number, j: number): number => (i + 500_000) * 1_000_000 + (j + 500_000)

/** The town's address book; null where it would be too large. */
export const addressBook = (ctx: Ctx): Promise<AddressBook | null> =>
  remember(ctx, 'geo.address-book', async () => {
    const rows = await ctx.db
      .selectFrom('geo.address')
      .select(['id', 'street', 'house_number', 'postcode', 'city', 'lat', 'lon'])
      .where('tenant_id', '=', ctx.tenant.id)
      .limit(MOST + 1)
      .execute()
    if (rows.length > MOST) return null
    return bookOf(
      rows.map((r) => ({
        id: r.id,
        label: labelOf(r.street, r.house_number, r.postcode, r.city),
        lat: r.lat,
        lon: r.lon,
      })),
    )
  })

export const labelOf = (street: string, houseNumber: string, postcode: string, city: string): string =>
  `${street} ${houseNumber}, ${postcode} ${city}`.trim()

export function bookOf(entries: readonly Entry[]): AddressBook {
  const cells = new Map<number, Entry[]>()
  for (const entry of entries) {
    const { x, y } = mercator(entry)
    const key = cellOf(Math.floor(x / CELL), Math.floor(y / CELL))
    const list = cells.get(key)
    if (list) list.push(entry)
    else cells.set(key, [entry])
  }
  let labels: Map<string, Uuid> | undefined
  return {
    idOf(label) {
      labels ??= new Map(entries.map((e) => [e.label, e.id]))
      return labels.get(label) ?? null
    },
    nearest(place, within) {
      const { x, y } = mercator(place)
      const reach = within / Math.cos((place.lat * Math.PI) / 180)
      let best: Entry | null = null
      let least = within
      for (let i = Math.floor((x - reach) / CELL); i <= Math.floor((x + reach) / CELL); i++)
        for (let j = Math.floor((y - reach) / CELL); j <= Math.floor((y + reach) / CELL); j++)
          for (const entry of cells.get(cellOf(i, j)) ?? []) {
            const away = metres(place, entry)
            if (away <= least) [best, least] = [entry, away]
          }
      return best
    },
  }
}
