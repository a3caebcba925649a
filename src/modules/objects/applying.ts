import { sql } from 'kysely'
import { areaAt } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { idFrom, type Uuid } from '#platform/ids.ts'
import { cellOf } from './grid.ts'
import type { IncomingObject } from './incoming.ts'
import type { Layer } from './layer.ts'
import { codesOf, numberKey } from './number.ts'

/** What a source changes in a layer. */
export interface Difference {
  added: number
  changed: number
  unchanged: number
  /** Not in the source any more: inactive from now on. */
  vanished: number
}

interface Stored {
  id: Uuid
  number: string
  name: string | null
  lat: number
  lon: number
  attributes: Record<string, string>
  active: boolean
}

/** Rows a statement: parameters of a few megabytes each. */
const BATCH = 10_000

export interface ApplyOptions {
  dryRun?: boolean
  /** Read already by whoever judged the source. */
  stored?: readonly Stored[]
}

/** All objects of a layer as they stand there, those that have vanished too. */
export async function storedObjects(ctx: Ctx, layer: Layer): Promise<Stored[]> {
  const rows = await ctx.db
    .selectFrom('objects.object')
    .select(['id', 'number', 'name', 'lat', 'lon', 'attributes', 'active'])
    .where('tenant_id', '=', ctx.tenant.id)
    .where('layer', '=', layer.code)
    .execute()
  return rows.map((row) => ({ ...row, attributes: row.attributes as unknown as Record<string, string> }))
}

/**
 * Makes a layer what its source says, object by object, known by number: twice is once. What the source does not have
 * any more becomes inactive. Numbers must differ. 100,000 objects take some seconds.
 */
export async function applyObjects(
  ctx: Ctx,
  layer: Layer,
  incoming: readonly IncomingObject[],
  { dryRun = false, stored }: ApplyOptions = {},
): Promise<Difference> {
  if (!dryRun) await lockLayer(ctx, layer)
  const before = new Map((stored ?? (await storedObjects(ctx, layer))).map((row) => [row.number, row]))
  const coming = new Set(incoming.map((one) => one.number))
  const added = incoming.filter((one) => !before.has(one.number))
  const changed = incoming.filter((one) => {
    const row = before.get(one.number)
    return row !== undefined && !same(row, one)
  })
  const vanished = [...before.values()].filter((row) => row.active && !coming.has(row.number))
  if (!dryRun) {
    for (let i = 0; i < added.length; i += BATCH) await insert(ctx, layer, added.slice(i, i + BATCH))
    for (let i = 0; i < changed.length; i += BATCH)
      await update(ctx, layer, changed.slice(i, i + BATCH), before)
    if (vanished.length > 0)
      await ctx.db
        .updateTable('objects.object')
        .set({ active: false, changed_at: ctx.now })
        .where('tenant_id', '=', ctx.tenant.id)
        .where((eb) => eb('id', '=', eb.fn.any(eb.val(vanished.map((row) => row.id)))))
        .execute()
  }
  return {
    added: added.length,
    changed: changed.length,
    unchanged: incoming.length - added.length - changed.length,
    vanished: vanished.length,
  }
}

/** Two imports of one layer wait for each other. */
const lockLayer = (ctx: Ctx, layer: Layer) =>
  ctx.db
    .selectFrom('objects.layer')
    .select('code')
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', layer.code)
    .forUpdate()
    .execute()

const same = (row: Stored, one: IncomingObject): boolean =>
  row.active &&
  row.name === one.name &&
  row.lat === one.place.lat &&
  row.lon === one.place.lon &&
  JSON.stringify(Object.entries(row.attributes).sort()) ===
    JSON.stringify(Object.entries(one.attributes).sort())

async function insert(ctx: Ctx, layer: Layer, all: readonly IncomingObject[]): Promise<void> {
  const ids = all.map((one) => idFrom(ctx.tenant.id, 'objects.object', layer.code, one.number))
  const codes = await freeCodes(ctx, ids)
  const rows = await columnsOf(ctx, all)
  await sql`insert into objects.object (tenant_id, layer, active, changed_at, id, code, number, number_key, name,
      lat, lon, cell, area_id, attributes)
    select ${ctx.tenant.id}::uuid, ${layer.code}::text, true, ${ctx.now}::timestamptz, n.*
    from unnest(${ids}::uuid[], ${codes}::text[], ${rows.number}::text[], ${rows.key}::text[], ${rows.name}::text[],
      ${rows.lat}::float8[], ${rows.lon}::float8[], ${rows.cell}::bigint[], ${rows.area}::uuid[],
      ${rows.attributes}::jsonb[]) n
    returning id`.execute(ctx.db)
}

async function update(
  ctx: Ctx,
  layer: Layer,
  all: readonly IncomingObject[],
  before: ReadonlyMap<string, Stored>,
): Promise<void> {
  const ids = all.map((one) => before.get(one.number)!.id)
  const rows = await columnsOf(ctx, all)
  await sql`update objects.object o
    set active = true, changed_at = ${ctx.now}, name = n.name, lat = n.lat, lon = n.lon, cell = n.cell,
      area_id = n.area_id, attributes = n.attributes
    from unnest(${ids}::uuid[], ${rows.name}::text[], ${rows.lat}::float8[], ${rows.lon}::float8[],
      ${rows.cell}::bigint[], ${rows.area}::uuid[], ${rows.attributes}::jsonb[])
      n (id, name, lat, lon, cell, area_id, attributes)
    where o.tenant_id = ${ctx.tenant.id} and o.layer = ${layer.code} and o.id = n.id`.execute(ctx.db)
}

async function columnsOf(ctx: Ctx, all: readonly IncomingObject[]) {
  const areas = await Promise.all(all.map(async (one) => (await areaAt(ctx, one.place)).district?.id ?? null))
  return {
    number: all.map((one) => one.number),
    key: all.map((one) => numberKey(one.number)),
    name: all.map((one) => one.name),
    lat: all.map((one) => one.place.lat),
    lon: all.map((one) => one.place.lon),
    cell: all.map((one) => cellOf(one.place)),
    area: areas,
    attributes: all.map((one) => JSON.stringify(one.attributes)),
  }
}

/** A code for each id that no other object of the town has. */
async function freeCodes(ctx: Ctx, ids: readonly Uuid[]): Promise<string[]> {
  const wanted = ids.map(codesOf)
  const rows = await ctx.db
    .selectFrom('objects.object')
    .select('code')
    .where('tenant_id', '=', ctx.tenant.id)
    .where((eb) => eb('code', '=', eb.fn.any(eb.val(wanted.flat()))))
    .execute()
  const taken = new Set(rows.map((row) => row.code))
  return wanted.map((codes) => {
    const free = codes.find((code) => !taken.has(code))
    if (!free) throw new Error('no free code for an object')
    taken.add(free)
    return free
  })
}
