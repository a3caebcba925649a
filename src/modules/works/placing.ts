import { districts, searchAddresses, townMap } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Invalid } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'
import { readDrawing } from './drawing.ts'
import { boxAround, boxAt, middleOf } from './extent.ts'
import type { Extent, Shape, Where } from './work.ts'

export const LARGEST_RADIUS = 5000
/** On both sides of a street's middle: houses and their front gardens. */
const BESIDE_A_STREET = 50
/** Around drawn lines. */
const BESIDE_A_LINE = 30
const MOST_STREETS = 40

/** What a person says of where a work is. */
export interface SaidWhere {
  extent: Extent
  /** An address, or "50.13, 8.92". */
  address?: string
  /** Metres around it. */
  radius?: number
  /** Names, apart by commas or lines. */
  streets?: string
  areaId?: Uuid | null
  /** GeoJSON; empty leaves `before` as it is. */
  drawing?: string
  before?: Where | null
}

const nowhere: Omit<Where, 'extent'> = {
  place: null,
  radius: 0,
  streets: [],
  areaId: null,
  shape: null,
  box: null,
}

/** Makes of what was said where a work is. Throws Invalid with what could not be found. */
export async function whereFrom(ctx: Ctx, said: SaidWhere): Promise<Where> {
  switch (said.extent) {
    case 'town':
      return { extent: 'town', ...nowhere }
    case 'district': {
      const area = (await districts(ctx)).find((one) => one.id === said.areaId)
      if (!area) throw new Invalid('work.district_missing')
      return { extent: 'district', ...nowhere, areaId: area.id }
    }
    case 'point':
      return pointFrom(ctx, said)
    case 'streets':
      return streetsFrom(ctx, said.streets ?? '')
    case 'drawn': {
      if (!said.drawing?.trim() && said.before?.extent === 'drawn') return said.before
      if (!said.drawing?.trim()) throw new Invalid('work.drawing_missing')
      const shape = readDrawing(said.drawing)
      return drawn('drawn', shape, shape.type.endsWith('LineString') ? BESIDE_A_LINE : 0)
    }
  }
}

const drawn = (extent: Extent, shape: Shape, radius: number): Where => ({
  ...nowhere,
  extent,
  shape,
  radius,
  box: boxAround(shape, radius),
  place: middleOf(shape),
})

async function pointFrom(ctx: Ctx, { address = '', radius = 0 }: SaidWhere): Promise<Where> {
  if (!(Number.isInteger(radius) && radius >= 10 && radius <= LARGEST_RADIUS))
    throw new Invalid('work.radius', { most: LARGEST_RADIUS })
  const degrees = /^\s*(-?\d{1,2}\.\d{2,12})\s*[,; ]\s*(-?\d{1,3}\.\d{2,12})\s*$/.exec(address)
  const found = degrees
    ? { lat: Number(degrees[1]), lon: Number(degrees[2]) }
    : address.trim()
      ? (await searchAddresses(ctx, address.slice(0, 200)))[0]
      : undefined
  if (!found || Math.abs(found.lat) > 85) throw new Invalid('work.address_unknown')
  const place = { lat: found.lat, lon: found.lon }
  return { ...nowhere, extent: 'point', place, radius, box: boxAt(place, radius) }
}

async function streetsFrom(ctx: Ctx, text: string): Promise<Where> {
  const named = [
    ...new Set(
      text
        .split(/[,;\n]/)
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ]
  if (named.length === 0) throw new Invalid('work.streets_missing')
  if (named.length > MOST_STREETS) throw new Invalid('work.streets_many', { most: MOST_STREETS })
  const all = (await townMap(ctx)).streets.features
  const found = named.map((name) =>
    all.filter((f) => f.properties.name?.toLocaleLowerCase('de') === name.toLocaleLowerCase('de')),
  )
  const unknown = named.filter((_, i) => found[i]!.length === 0)
  if (unknown.length > 0) throw new Invalid('work.streets_unknown', { names: unknown.join(', ') })
  const lines = found.flat().flatMap(({ geometry }) => {
    if (geometry.type === 'LineString') return [geometry.coordinates]
    return geometry.type === 'MultiLineString' ? geometry.coordinates : []
  })
  if (lines.length === 0) throw new Invalid('work.streets_unknown', { names: named.join(', ') })
  return {
    ...drawn('streets', { type: 'MultiLineString', coordinates: lines }, BESIDE_A_STREET),
    streets: found.map((features) => features[0]!.properties.name!),
  }
}
