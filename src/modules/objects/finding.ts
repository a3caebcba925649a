import { metres, type Place } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { boxAround, cellsOf, type GeoBox } from './grid.ts'
import { layers } from './layer.ts'
import { numberKey } from './number.ts'
import { objectColumns, seen, type TownObject } from './object.ts'

export interface ObjectFilter {
  /** One layer or several; all that the actor may see without it. */
  layer?: string | readonly string[]
  areaId?: Uuid
  box?: GeoBox
  /** Nearest first. */
  near?: Place & { within: number }
  /** A piece of number or name. */
  text?: string
  /** Those that have vanished from their source too. */
  inactive?: boolean
  /** The last one of the page before. */
  after?: TownObject
}

/** A disc wider than this is not asked for: it holds hundreds of lamps. */
const WIDEST = 2000

/** Objects by layer and number, or nearest first; only of layers that the actor may see. A box too large answers none. */
export async function objectsOf(ctx: Ctx, filter: ObjectFilter = {}, limit = 100): Promise<TownObject[]> {
  const wanted = filter.layer === undefined ? null : [filter.layer].flat()
  const visible = (await layers(ctx)).map((layer) => layer.code)
  const codes = wanted ? visible.filter((code) => wanted.includes(code)) : visible
  if (codes.length === 0) return []
  const { near, after } = filter
  const box = near ? boxAround(near, Math.min(near.within, WIDEST)) : filter.box
  let query = ctx.db
    .selectFrom('objects.object')
    .select(objectColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('layer', 'in', codes)
  if (!filter.inactive) query = query.where('active', '=', true)
  if (filter.areaId) query = query.where('area_id', '=', filter.areaId)
  if (box) {
    const cells = cellsOf(box)
    if (!cells) return []
    query = query
      .where((eb) => eb('cell', '=', eb.fn.any(eb.val(cells))))
      .where('active', '=', true)
      .where('lat', '>=', box.south)
      .where('lat', '<=', box.north)
      .where('lon', '>=', box.west)
      .where('lon', '<=', box.east)
  }
  const text = filter.text?.trim()
  if (text)
    query = query.where((eb) =>
      eb.or([
        eb('number_key', '=', numberKey(text)),
        eb(eb.fn('strpos', [eb.fn('lower', ['number']), eb.val(text.toLowerCase())]), '>', 0),
        eb(eb.fn('strpos', [eb.fn('lower', ['name']), eb.val(text.toLowerCase())]), '>', 0),
      ]),
    )
  if (near) {
    const found = await seen(ctx, await query.limit(5000).execute())
    return found
      .map((object) => ({ object, away: metres(near, object.place) }))
      .filter(({ away }) => away <= near.within)
      .sort((a, b) => a.away - b.away || (a.object.id < b.object.id ? -1 : 1))
      .slice(0, limit)
      .map(({ object }) => object)
  }
  if (after)
    query = query.where((eb) =>
      eb(
        eb.refTuple('layer', 'number_key', 'id'),
        '>',
        eb.tuple(after.layer.code, numberKey(after.number), after.id),
      ),
    )
  return seen(ctx, await query.orderBy('layer').orderBy('number_key').orderBy('id').limit(limit).execute())
}

/** How many objects each layer has: those that are there, and those that have vanished. */
export async function countsByLayer(ctx: Ctx): Promise<Map<string, { active: number; gone: number }>> {
  const rows = await ctx.db
    .selectFrom('objects.object')
    .select(({ fn }) => ['layer', 'active', fn.countAll<number>().as('n')])
    .where('tenant_id', '=', ctx.tenant.id)
    .groupBy(['layer', 'active'])
    .execute()
  const counts = new Map<string, { active: number; gone: number }>()
  for (const { layer, active, n } of rows) {
    const count = counts.get(layer) ?? { active: 0, gone: 0 }
    count[active ? 'active' : 'gone'] += Number(n)
    counts.set(layer, count)
  }
  return counts
}
