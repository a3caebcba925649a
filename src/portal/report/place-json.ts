import { clean } from '#modules/forms/index.ts'
import { areaAt, searchAddresses } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { districtNames, isFar, MOST_HITS, validPlace, whereIs } from './where.ts'

/** For the island: a place in words, while it moves over the map. */
export async function nearJson(ctx: Ctx, lat: number, lon: number) {
  const place = validPlace(lat, lon)
  if (!place) return null
  const { words, inside } = await whereIs(ctx, place)
  const { district } = await areaAt(ctx, place)
  const far = await isFar(ctx, place)
  const note = far ? 'far' : inside ? null : 'outside'
  return {
    words,
    inside,
    far,
    district: district?.name ?? null,
    note: note && ctx.t(`report.place.${note}`, { town: ctx.tenant.name }),
  }
}

/** For the island: addresses for what is typed. */
export async function addressesJson(ctx: Ctx, text: string) {
  const hits = await searchAddresses(ctx, clean(text).slice(0, 200), MOST_HITS)
  const named = await districtNames(ctx)
  return hits.map(({ id, label, district, lat, lon }) => ({
    value: id,
    label,
    detail: named(district),
    lat,
    lon,
  }))
}
