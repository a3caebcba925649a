import type { Ctx } from '#platform/context/context.ts'
import { newId } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, readCsv, writeImport } from '#platform/import.ts'
import { foldedAddress } from './address-text.ts'
import { mercator } from './mercator.ts'

const types = {
  street: 'text',
  house_number: 'text',
  postcode: 'text',
  city: 'text',
  district: 'text',
  lat: 'float8',
  lon: 'float8',
  place: 'point',
  folded: 'text',
}

const columns = {
  street: { names: ['strasse', 'straße', 'street', 'strassenname'], required: true },
  houseNumber: { names: ['hausnummer', 'house_number', 'hnr', 'nummer'], required: true },
  postcode: { names: ['plz', 'postcode', 'postleitzahl'] },
  city: { names: ['ort', 'city', 'gemeinde'] },
  district: { names: ['ortsteil', 'district', 'stadtteil'] },
  lat: { names: ['lat', 'breite', 'latitude'], required: true },
  lon: { names: ['lon', 'laenge', 'länge', 'lng', 'longitude'], required: true },
} as const

/**
 * Addresses from CSV: strasse;hausnummer;plz;ort;ortsteil;lat;lon. An address is known by street, number and
 * postcode; one that has moved or changed its district is changed. 6,000 take about half a second.
 */
export async function importAddresses(
  ctx: Ctx,
  text: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const complaints = new Complaints(ctx.t)
  const rows = readCsv(text, columns as never, complaints) as ReturnType<typeof readCsv<keyof typeof columns>>
  const stored = await ctx.db
    .selectFrom('geo.address')
    .select(['id', 'street', 'house_number', 'postcode', 'city', 'district', 'lat', 'lon', 'folded'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const key = (street: string, number: string, postcode: string): string =>
    JSON.stringify([street, number, postcode])
  const ids = new Map(stored.map((row) => [key(row.street, row.house_number, row.postcode), row.id]))
  const lines = new Map<string, number>()
  const incoming = rows.flatMap(({ line, values }) => {
    const lat = degrees(values.lat, 85)
    const lon = degrees(values.lon, 180)
    if (lat === null && values.lat) complaints.add(line, 'number', { value: values.lat }, 'lat')
    if (lon === null && values.lon) complaints.add(line, 'number', { value: values.lon }, 'lon')
    if (values.street.length > 200) complaints.add(line, 'long', { max: 200 }, 'strasse')
    if (values.houseNumber.length > 20) complaints.add(line, 'long', { max: 20 }, 'hausnummer')
    const own = key(values.street, values.houseNumber, values.postcode)
    const before = lines.get(own)
    if (before) complaints.add(line, 'twice', { line: before })
    lines.set(own, line)
    if (lat === null || lon === null) return []
    return [
      {
        id: ids.get(own) ?? newId(),
        street: values.street,
        house_number: values.houseNumber,
        postcode: values.postcode,
        city: values.city,
        district: values.district || null,
        lat,
        lon,
        place: pointText(lat, lon),
        folded: foldedAddress(values),
      },
    ]
  })
  const existing = new Map(stored.map((row) => [row.id, { ...row, place: pointText(row.lat, row.lon) }]))
  return writeImport(ctx, 'geo.address', types, incoming, existing, complaints, options)
}

function degrees(text: string, most: number): number | null {
  const value = /^[+-]?\d{1,3}([.,]\d+)?$/.test(text) ? Number(text.replace(',', '.')) : Number.NaN
  return Math.abs(value) <= most ? value : null
}

function pointText(lat: number, lon: number): string {
  const { x, y } = mercator({ lat, lon })
  return `(${x},${y})`
}
