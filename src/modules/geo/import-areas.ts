import type { Ctx } from '#platform/context/context.ts'
import { fold } from '#platform/fold.ts'
import { idFrom } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, writeImport } from '#platform/import.ts'
import { type Incoming, readGeoJson, textIn } from './geojson.ts'
import type { Geometry } from './geometry.ts'

const types = { kind: 'text', code: 'text', name: 'text', geometry: 'jsonb' }

/**
 * The town's boundary and its districts from GeoJSON: properties `kind` (boundary or district, which is what is
 * meant when it is missing), `code` and `name`. An area is known by kind and code.
 */
export async function importAreas(
  ctx: Ctx,
  text: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const complaints = new Complaints(ctx.t)
  const stored = await ctx.db
    .selectFrom('geo.area')
    .select(['id', 'kind', 'code', 'name', 'geometry'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const ids = new Map(stored.map((row) => [`${row.kind} ${row.code}`, row.id]))
  const lines = new Map<string, number>()
  const incoming = readGeoJson(text, ['Polygon', 'MultiPolygon'], complaints).flatMap((feature) => {
    const kind = kindOf(feature)
    const name = textIn(feature, 'name', 'bezeichnung', 'stadtteil', 'ortsteil', 'NAME', 'GEN')
    const { line } = feature
    if (!kind)
      complaints.add(line, 'value', { value: textIn(feature, 'kind', 'art'), allowed: 'boundary, district' })
    if (!name) complaints.add(line, 'property', { feature: feature.feature, property: 'name' })
    if (!kind || !name) return []
    const code =
      textIn(feature, 'code', 'nummer', 'schluessel') ?? fold(name).replace(/[^\p{L}\p{N}]+/gu, '-')
    const key = `${kind} ${code}`
    const before = lines.get(key)
    if (before) complaints.add(line, 'twice', { line: before })
    lines.set(key, line)
    const id = ids.get(key) ?? idFrom(ctx.tenant.id, 'geo.area', kind, code)
    return [{ id, kind: kind as string, code, name, geometry: feature.geometry }]
  })
  const existing = new Map(stored.map((row) => [row.id, { ...row, geometry: plainGeometry(row.geometry) }]))
  return writeImport(ctx, 'geo.area', types, incoming, existing, complaints, options)
}

function kindOf(feature: Incoming): 'boundary' | 'district' | null {
  const kind = (textIn(feature, 'kind', 'art') ?? 'district').toLowerCase()
  if (['boundary', 'grenze', 'stadtgrenze', 'gemeindegrenze'].includes(kind)) return 'boundary'
  return ['district', 'stadtteil', 'ortsteil', 'bezirk'].includes(kind) ? 'district' : null
}

/** The server gives the keys of jsonb back in an order of its own. */
export function plainGeometry(stored: unknown): Geometry {
  const { type, coordinates } = stored as Geometry
  return { type, coordinates } as Geometry
}
