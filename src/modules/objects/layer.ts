import type { Actor } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'

interface Both {
  de: string
  en: string
}

/** In which coordinates a source counts; everything is kept in degrees. */
export const systems = ['EPSG:4326', 'EPSG:25832', 'EPSG:25833', 'EPSG:3857'] as const
export type System = (typeof systems)[number]

export const layerColours = ['yellow', 'green', 'red', 'blue', 'violet', 'grey'] as const
export type LayerColour = (typeof layerColours)[number]

/** An attribute of the source that is kept and shown to everybody who sees the object. */
export interface Shown extends Both {
  from: string
}

/** Things of one kind: lamp posts, trees, playgrounds. */
export interface Layer {
  code: string
  name: Both
  /** What one of them is called. */
  one: Both
  icon: string
  colour: LayerColour
  source: 'import' | 'wfs'
  /** For everybody, on the map and under /o/…; otherwise for staff only. */
  public: boolean
  active: boolean
  /** What can be reported of them; none means anything. */
  categories: readonly string[]
  srs: System
  /** Where number and name stand in the source; without them the usual names are tried. */
  numberFrom: string
  nameFrom: string
  shown: readonly Shown[]
  wfs: { url: string; type: string; hours: number }
  position: number
  version: number
}

/** Every layer of the town, those that are not offered any more too: for whoever looks after them. */
export const everyLayer = (ctx: Ctx): Promise<readonly Layer[]> =>
  remember(ctx, 'objects.layers', async () => {
    const rows = await ctx.db
      .selectFrom('objects.layer')
      .selectAll()
      .where('tenant_id', '=', ctx.tenant.id)
      .orderBy('position')
      .orderBy('code')
      .execute()
    return rows.map((r) => ({
      code: r.code,
      name: { de: r.name, en: r.name_en },
      one: { de: r.one, en: r.one_en },
      icon: r.icon,
      colour: r.colour as LayerColour,
      source: r.source as Layer['source'],
      public: r.public,
      active: r.active,
      categories: r.categories,
      srs: r.srs as System,
      numberFrom: r.number_from,
      nameFrom: r.name_from,
      shown: r.shown as unknown as Shown[],
      wfs: { url: r.wfs_url, type: r.wfs_type, hours: r.wfs_hours },
      position: r.position,
      version: r.version,
    }))
  })

const seesAll = (actor: Actor): boolean => actor.kind === 'staff' || actor.kind === 'system'

/** The layers that the actor may see, in the town's order. */
export const layers = async (ctx: Ctx): Promise<readonly Layer[]> =>
  (await everyLayer(ctx)).filter((layer) => layer.active && (layer.public || seesAll(ctx.actor)))

/** One of them by its code; null when there is none that the actor may see. */
export const layerByCode = async (ctx: Ctx, code: string): Promise<Layer | null> =>
  (await layers(ctx)).find((layer) => layer.code === code) ?? null
