import type { Ctx } from '#platform/context/context.ts'
import { idFrom } from '#platform/ids.ts'
import { Complaints, type ImportOptions, type ImportResult, writeImport } from '#platform/import.ts'
import { readGeoJson, textIn } from './geojson.ts'
import { plainGeometry } from './import-areas.ts'

const types = { name: 'text', class: 'text', owner: 'text', authority: 'text', geometry: 'jsonb' }
const classes = ['motorway', 'main', 'residential', 'path', 'square']

/**
 * Streets and railways by their centre lines: properties `name`, `class`, `owner` ("town" when missing, "state",
 * "rail", …) and `authority` (the code of who answers for it). One is known by its `id`, or else by its name and
 * which one of that name it is in the file.
 */
export async function importStreets(
  ctx: Ctx,
  text: string,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const complaints = new Complaints(ctx.t)
  const counts = new Map<string, number>()
  const lines = new Map<string, number>()
  const incoming = readGeoJson(text, ['LineString', 'MultiLineString'], complaints).flatMap((feature) => {
    const { line } = feature
    const name = textIn(feature, 'name', 'strasse', 'bezeichnung')
    const kind = textIn(feature, 'class', 'klasse') ?? 'residential'
    const owner = textIn(feature, 'owner', 'eigentuemer') ?? 'town'
    if (!name) complaints.add(line, 'property', { feature: feature.feature, property: 'name' })
    if (!classes.includes(kind)) complaints.add(line, 'value', { value: kind, allowed: classes.join(', ') })
    if (!/^[a-z][a-z0-9_-]{0,39}$/.test(owner)) {
      complaints.add(line, 'property', { feature: feature.feature, property: 'owner' })
    }
    const count = (counts.get(name ?? '') ?? 0) + 1
    counts.set(name ?? '', count)
    const given = feature.id ?? textIn(feature, 'id')
    const key = given === null ? `${name} ${count}` : `id ${given}`
    const before = lines.get(key)
    if (before) complaints.add(line, 'twice', { line: before })
    lines.set(key, line)
    const id = idFrom(ctx.tenant.id, 'geo.street', key)
    const authority = textIn(feature, 'authority', 'behoerde')
    return [{ id, name: name ?? '', class: kind, owner, authority, geometry: feature.geometry }]
  })
  const stored = await ctx.db
    .selectFrom('geo.street')
    .select(['id', 'name', 'class', 'owner', 'authority', 'geometry'])
    .where('tenant_id', '=', ctx.tenant.id)
    .execute()
  const existing = new Map(stored.map((row) => [row.id, { ...row, geometry: plainGeometry(row.geometry) }]))
  return writeImport(ctx, 'geo.street', types, incoming, existing, complaints, options)
}
