import {
  addressById,
  addressStreets,
  areaAt,
  districts,
  nearestAddress,
  type Place,
  type StreetInDistrict,
} from '#modules/geo/index.ts'
import { radii, type Where } from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { isUuid } from '#platform/ids.ts'

/** How a page's address names a place; the same words stand in forms. */
export interface PlaceWords {
  art?: 'umkreis' | 'strasse' | 'ortsteil' | 'stadt'
  adresse?: string | null
  lat?: string | null
  lon?: string | null
  radius?: string | null
  strasse?: string | null
  ortsteil?: string | null
}

const USUAL_RADIUS = 500
type Read = (name: keyof PlaceWords) => string | null

/** The place that an address or a form names; null for one that this town does not have. */
export async function placeFrom(ctx: Ctx, read: Read): Promise<Where | null> {
  switch (read('art')) {
    case 'umkreis':
      return around(ctx, read)
    case 'strasse':
      return street(ctx, read)
    case 'ortsteil': {
      const area = (await districts(ctx)).find((one) => one.code === read('ortsteil'))
      return area ? { kind: 'district', label: area.name, areaId: area.id } : null
    }
    case 'stadt':
      return { kind: 'town', label: ctx.tenant.name }
    default:
      return null
  }
}

async function around(ctx: Ctx, read: Read): Promise<Where | null> {
  const radius = radii.find((one) => String(one) === read('radius')) ?? USUAL_RADIUS
  const id = read('adresse')
  if (isUuid(id)) {
    const found = await addressById(ctx, id)
    return found && at(ctx, nameOf(found), found, radius)
  }
  const [lat, lon] = [degrees(read('lat'), 85), degrees(read('lon'), 180)]
  if (lat === null || lon === null) return null
  const near = await nearestAddress(ctx, { lat, lon })
  return at(ctx, near ? nameOf(near) : ctx.t('near.point'), { lat, lon }, radius)
}

const at = async (ctx: Ctx, label: string, place: Place, radius: number): Promise<Where> => ({
  kind: 'radius',
  label,
  lat: place.lat,
  lon: place.lon,
  radius,
  areaId: (await areaAt(ctx, place)).district?.id ?? null,
})

const nameOf = (a: { street: string; houseNumber: string }): string => `${a.street} ${a.houseNumber}`

const degrees = (text: string | null, most: number): number | null => {
  const n = text && /^-?\d{1,3}(\.\d{1,12})?$/.test(text) ? Number(text) : Number.NaN
  return Math.abs(n) <= most ? n : null
}

async function street(ctx: Ctx, read: Read): Promise<Where | null> {
  const all = (await addressStreets(ctx)).filter((one) => one.street === read('strasse'))
  const [first] = all
  if (!first) return null
  const area = (await districts(ctx)).find((one) => one.code === read('ortsteil'))
  return {
    kind: 'street',
    label: area ? `${first.street} (${area.name})` : first.street,
    street: first.street,
    areaId: area?.id ?? null,
  }
}

/** The same place in an address or in hidden fields; `ortsteile` are the town's, since addresses name codes. */
export function wordsOf(where: Where, ortsteile: readonly { id: string; code: string }[]): PlaceWords {
  const code = (id: string | null): string | null => ortsteile.find((one) => one.id === id)?.code ?? null
  switch (where.kind) {
    case 'radius':
      return { art: 'umkreis', lat: String(where.lat), lon: String(where.lon), radius: String(where.radius) }
    case 'street':
      return { art: 'strasse', strasse: where.street, ortsteil: code(where.areaId) }
    case 'district':
      return { art: 'ortsteil', ortsteil: code(where.areaId) }
    case 'town':
      return { art: 'stadt' }
  }
}

/** A street by itself, or one for each district where several have its name. */
export async function streetChoices(
  ctx: Ctx,
  names: readonly string[],
): Promise<{ label: string; words: PlaceWords }[]> {
  const [all, areas] = await Promise.all([addressStreets(ctx), districts(ctx)])
  const areaOf = (one: StreetInDistrict) =>
    areas.find((a) => a.name === one.district || a.code === one.district)
  return names.flatMap((name) => {
    const through = all.filter((one) => one.street === name)
    const named = through.flatMap((one) => areaOf(one) ?? [])
    if (named.length < 2) return [{ label: name, words: { art: 'strasse' as const, strasse: name } }]
    return named.map((area) => ({
      label: `${name} (${area.name})`,
      words: { art: 'strasse' as const, strasse: name, ortsteil: area.code },
    }))
  })
}
