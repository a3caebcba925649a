import type { Selectable } from 'kysely'
import type { Place } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Lang } from '#platform/i18n.ts'
import { isUuid, type Uuid } from '#platform/ids.ts'
import type { ObjectsObject } from '../../../db/types.ts'
import { type Layer, layers } from './layer.ts'
import { codeFrom } from './number.ts'

/** A thing of the town that reports are about. */
export interface TownObject {
  id: Uuid
  layer: Layer
  /** As it stands on the post. */
  number: string
  /** As it stands on the sticker: /o/<code>. */
  code: string
  name: string | null
  place: Place
  /** The district. */
  areaId: Uuid | null
  attributes: Readonly<Record<string, string>>
  /** False when it has vanished from its source. */
  active: boolean
}

export const objectColumns = [
  'id',
  'layer',
  'number',
  'number_key',
  'code',
  'name',
  'lat',
  'lon',
  'area_id',
  'attributes',
  'active',
] as const
export type ObjectRow = Pick<Selectable<ObjectsObject>, (typeof objectColumns)[number]>

export const toObject = (r: ObjectRow, layer: Layer): TownObject => ({
  id: r.id,
  layer,
  number: r.number,
  code: r.code,
  name: r.name,
  place: { lat: r.lat, lon: r.lon },
  areaId: r.area_id,
  attributes: r.attributes as unknown as Record<string, string>,
  active: r.active,
})

/** "Straßenlaterne L-0815", "Spielplatz Am Anger (SP-07)". */
export const objectLabel = (
  { layer, name, number }: Pick<TownObject, 'layer' | 'name' | 'number'>,
  lang: Lang,
): string => (name ? `${name} (${number})` : `${layer.one[lang]} ${number}`)

/** What of these the actor may see, by id; inactive ones too, since reports were made of them. */
export async function objectsByIds(ctx: Ctx, ids: readonly Uuid[]): Promise<Map<Uuid, TownObject>> {
  const wanted = ids.filter(isUuid)
  if (wanted.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('objects.object')
    .select(objectColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('id', 'in', wanted)
    .execute()
  return new Map((await seen(ctx, rows)).map((object) => [object.id, object]))
}

/** Null when there is none that the actor may see. */
export const objectById = async (ctx: Ctx, id: string): Promise<TownObject | null> =>
  (await objectsByIds(ctx, [id])).get(id) ?? null

/** The object whose sticker bears this code, typed by hand as it may be; null when there is none to be seen. */
export async function objectByCode(ctx: Ctx, typed: string): Promise<TownObject | null> {
  const code = codeFrom(typed)
  if (!code) return null
  const rows = await ctx.db
    .selectFrom('objects.object')
    .select(objectColumns)
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', code)
    .execute()
  return (await seen(ctx, rows))[0] ?? null
}

/** Rows as objects, without those of layers that the actor may not see. */
export async function seen(ctx: Ctx, rows: readonly ObjectRow[]): Promise<TownObject[]> {
  const byCode = new Map((await layers(ctx)).map((layer) => [layer.code, layer]))
  return rows.flatMap((row) => {
    const layer = byCode.get(row.layer)
    return layer ? [toObject(row, layer)] : []
  })
}
