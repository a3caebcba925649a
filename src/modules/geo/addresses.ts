import { sql } from 'kysely'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import { fold } from '#platform/fold.ts'
import type { Uuid } from '#platform/ids.ts'
import { matchStreets, numberFit, readAddress, type StreetName, streetKey } from './address-text.ts'
import { districts } from './areas.ts'
import { mercator, metres, type Place } from './mercator.ts'

export interface Address extends Place {
  id: Uuid
  /** "Hauptstraße 12, 63450 Musterstadt" */
  label: string
  street: string
  houseNumber: string
  postcode: string
  city: string
  district: string | null
}

const columns = ['id', 'street', 'house_number', 'postcode', 'city', 'district', 'lat', 'lon'] as const

interface Row {
  id: Uuid
  street: string
  house_number: string
  postcode: string
  city: string
  district: string | null
  lat: number
  lon: number
}

const address = ({ house_number, ...row }: Row): Address => ({
  ...row,
  houseNumber: house_number,
  label: `${row.street} ${house_number}, ${row.postcode} ${row.city}`.trim(),
})

interface Names {
  streets: StreetName[]
  /** Folded names of towns and districts. */
  places: Set<string>
}

const namesOf = (ctx: Ctx): Promise<Names> =>
  remember(ctx, 'geo.names', async () => {
    const rows = await ctx.db
      .selectFrom('geo.address')
      .select(['street', 'city'])
      .distinct()
      .where('tenant_id', '=', ctx.tenant.id)
      .execute()
    const named = [
      ...rows.map((row) => row.city),
      ...(await districts(ctx)).map((d) => d.name),
      ctx.tenant.name,
    ]
    return {
      streets: [...new Set(rows.map((row) => row.street))].map((street) => ({
        street,
        key: streetKey(street),
      })),
      places: new Set(
        named.flatMap((name) => [fold(name), ...name.split(/\s+/).map(fold)]).filter((w) => w.length > 3),
      ),
    }
  })

/**
 * Addresses for what somebody types, best first, typos forgiven. Streets are compared in the program, where a
 * few hundred names take no time; only then are the houses of those that fit asked for.
 */
export async function searchAddresses(ctx: Ctx, text: string, limit = 10): Promise<Address[]> {
  const { streets, places } = await namesOf(ctx)
  const asked = readAddress(text, places)
  const matches = matchStreets(asked, streets)
  if (matches.length === 0) return []
  const rows: Row[] = await ctx.db
    .selectFrom('geo.address')
    .select(columns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where(sql<boolean>`street = any(${matches.map((m) => m.street)}::text[])`)
    .limit(3000)
    .execute()
  const score = new Map(matches.map((m) => [m.street, m.score]))
  const value = (row: Row): number =>
    score.get(row.street)! +
    0.3 * numberFit(asked.number, row.house_number) +
    (asked.postcode === '' || asked.postcode === row.postcode ? 0.1 : 0)
  const ordered = rows
    .map((row) => ({ row, value: value(row) }))
    .sort(
      (a, b) =>
        b.value - a.value ||
        a.row.street.localeCompare(b.row.street, 'de') ||
        a.row.house_number.localeCompare(b.row.house_number, 'de', { numeric: true }),
    )
    .map(({ row }) => row)
  return (asked.number === '' ? mixed(ordered) : ordered).slice(0, limit).map(address)
}

/** Without a house number the question is which street: one house of each first, then the rest. */
function mixed(rows: Row[]): Row[] {
  const first = new Map<string, Row>()
  for (const row of rows) if (!first.has(row.street)) first.set(row.street, row)
  return [...first.values(), ...rows.filter((row) => first.get(row.street) !== row)]
}

/** The address that a place is at or next to; null when there is none within some metres. */
export async function nearestAddress(
  ctx: Ctx,
  place: Place,
  within = 150,
): Promise<(Address & { metres: number }) | null> {
  const { x, y } = mercator(place)
  const row: Row | undefined = await ctx.db
    .selectFrom('geo.address')
    .select(columns)
    .where('tenant_id', '=', ctx.tenant.id)
    .orderBy(sql`place <-> point(${x}::float8, ${y}::float8)`)
    .limit(1)
    .executeTakeFirst()
  if (!row) return null
  const away = metres(place, row)
  return away <= within ? { ...address(row), metres: Math.round(away) } : null
}

/** An address by its id. */
export async function addressById(ctx: Ctx, id: Uuid): Promise<Address | null> {
  const row: Row | undefined = await ctx.db
    .selectFrom('geo.address')
    .select(columns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', '=', id)
    .executeTakeFirst()
  return row ? address(row) : null
}
