import type { Ctx } from '#platform/context/context.ts'
import { idFrom } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, writeImport } from '#platform/import.ts'
import { readGeoJson, textIn } from './geojson.ts'
import { plainGeometry } from './import-areas.ts'
import { areaColours } from './map-style.ts'

const types = { kind: 'text', name: 'text', geometry: 'jsonb' }
export const featureKinds = [...Object.keys(areaColours), 'railway']

/**
 * What the map draws beside streets: properties `kind` and `name`. One is known by its `id`, else by its geometry,
 * since most (buildings) have no name.
 */
export async function importFeatures(
  ctx: Ctx,
  text: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const complaints = new Complaints(ctx.t)
  const lines = new Map<string, number>()
  const kinds = ['Polygon', 'MultiPolygon', 'LineString', 'MultiLineString', 'Point'] as const
  const incoming = readGeoJson(text, kinds, complaints).flatMap((feature) => {
    const kind = textIn(feature, 'kind', 'art') ?? ''
    if (!featureKinds.includes(kind)) {
      complaints.add(feature.line, 'value', { value: kind, allowed: featureKinds.join(', ') })
    }
    const given = feature.id ?? textIn(feature, 'id')
    const key = given === null ? `${kind} ${JSON.stringify(feature.geometry)}` : `id ${given}`
    const before = lines.get(key)
    if (before) complaints.add(feature.line, 'twice', { line: before })
    lines.set(key, feature.line)
    return [
      {
        id: idFrom(ctx.tenant.id, 'geo.feature', key),
        kind,
        name: textIn(feature, 'name'),
        geometry: feature.geometry,
      },
    ]
  })
  const stored = await ctx.db
    .selectFrom('geo.feature')
    .select(['id', 'kind', 'name', 'geometry'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const existing = new Map(stored.map((row) => [row.id, { ...row, geometry: plainGeometry(row.geometry) }]))
  return writeImport(ctx, 'geo.feature', types, incoming, existing, complaints, options)
}
