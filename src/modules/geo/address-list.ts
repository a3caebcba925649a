import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'

export interface StreetInDistrict {
  street: string
  /** Empty where the addresses name none. */
  district: string
}

/** Every street that has addresses, with the district it runs through; twice when it runs through two. */
export const addressStreets = (ctx: Ctx): Promise<StreetInDistrict[]> =>
  remember(ctx, 'geo.address_streets', async () => {
    const rows = await ctx.db
      .selectFrom('geo.address')
      .select(['street', 'district'])
      .distinct()
      .where('tenant_id', '=', ctx.tenant.id)
      .execute()
    return rows
      .map((row) => ({ street: row.street, district: row.district ?? '' }))
      .sort((a, b) => a.street.localeCompare(b.street, 'de') || a.district.localeCompare(b.district, 'de'))
  })

export interface House {
  id: Uuid
  houseNumber: string
  postcode: string
  district: string | null
}

/** The houses of a street, as they are counted: 2, 2a, 10. */
export async function housesOf(ctx: Ctx, street: string): Promise<House[]> {
  const rows = await ctx.db
    .selectFrom('geo.address')
    .select(['id', 'house_number', 'postcode', 'district'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('street', '=', street)
    .limit(2000)
    .execute()
  return rows
    .map((row) => ({
      id: row.id,
      houseNumber: row.house_number,
      postcode: row.postcode,
      district: row.district,
    }))
    .sort(
      (a, b) =>
        a.houseNumber.localeCompare(b.houseNumber, 'de', { numeric: true }) ||
        a.postcode.localeCompare(b.postcode),
    )
}

/** Where the houses of a street stand. */
export async function housesOfStreet(ctx: Ctx, street: string): Promise<{ lat: number; lon: number }[]> {
  return ctx.db
    .selectFrom('geo.address')
    .select(['lat', 'lon'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('street', '=', street)
    .limit(2000)
    .execute()
}
