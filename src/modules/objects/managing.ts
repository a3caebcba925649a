import { z } from 'zod'
import { recordChange } from '#modules/audit/index.ts'
import { may } from '#platform/context/actor.ts'
import type { Ctx, Json } from '#platform/context/context.ts'
import { changeReference } from '#platform/context/memory.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '#platform/errors.ts'
import { isInnerTarget } from '#platform/net/inner-targets.ts'
import { parsePublicUrl } from '#platform/net/public-url.ts'
import { slug } from '#platform/slug.ts'
import { fetchSoon } from './fetch-state.ts'
import { everyLayer, type Layer, layerColours, systems } from './layer.ts'

const both = z.object({ de: z.string().trim().min(1).max(80), en: z.string().trim().max(80) })
const attribute = z.string().trim().max(60)

/** A layer as it is looked after; English where it is empty is as German. */
export const layerInput = z.object({
  name: both,
  one: both,
  icon: z.string().max(30),
  colour: z.enum(layerColours),
  source: z.enum(['import', 'wfs']),
  public: z.boolean(),
  active: z.boolean(),
  categories: z.array(z.string().max(80)).max(60),
  srs: z.enum(systems),
  numberFrom: attribute,
  nameFrom: attribute,
  shown: z
    .array(
      z.object({
        from: attribute.min(1),
        de: z.string().trim().min(1).max(60),
        en: z.string().trim().max(60),
      }),
    )
    .max(12),
  wfs: z.object({
    url: z.string().trim().max(500),
    type: z.string().trim().max(120),
    hours: z.number().int().min(1).max(720),
  }),
})
export type LayerInput = z.infer<typeof layerInput>

const MOST_LAYERS = 40

function assertManages(ctx: Ctx): void {
  if (!may(ctx.actor, 'objects.manage')) throw new Forbidden()
}

/** All layers of the town. Throws Forbidden. */
export async function managedLayers(ctx: Ctx): Promise<readonly Layer[]> {
  assertManages(ctx)
  return everyLayer(ctx)
}

/** Throws Forbidden, NotFound. */
export async function managedLayer(ctx: Ctx, code: string): Promise<Layer> {
  const found = (await managedLayers(ctx)).find((layer) => layer.code === code)
  if (!found) throw new NotFound()
  return found
}

/** What of a map server's address cannot be used, as the key of a sentence. */
export async function wfsFault(
  ctx: Ctx,
  { source, wfs }: LayerInput,
): Promise<'url' | 'https' | 'type' | null> {
  if (source !== 'wfs') return null
  const url = parsePublicUrl(wfs.url)
  if (!url || url.hash) return 'url'
  if (url.protocol !== 'https:' && !(await isInnerTarget(ctx.platform, url))) return 'https'
  return /^[\w.:-]{1,120}$/.test(wfs.type) ? null : 'type'
}

/** Makes a layer under a code that comes from its name and never changes. Throws Forbidden, Invalid, Conflict. */
export async function createLayer(ctx: Ctx, input: LayerInput): Promise<string> {
  const all = await managedLayers(ctx)
  if (await wfsFault(ctx, input)) throw new Invalid('objects.wfs')
  if (all.length >= MOST_LAYERS) throw new Conflict('objects.too_many', { most: MOST_LAYERS })
  const base = slug(input.name.de) || 'ebene'
  let code = base
  for (let n = 2; all.some((layer) => layer.code === code); n++) code = `${base}-${n}`
  await changeReference(ctx)
  const position = Math.max(0, ...all.map((layer) => layer.position)) + 1
  await ctx.db
    .insertInto('objects.layer')
    .values({ tenant_id: ctx.tenant.id, code, ...columns(input), position })
    .execute()
  if (input.source === 'wfs') await fetchSoon(ctx, code)
  recordChange(ctx, {
    type: 'tenant.layer_created',
    payload: { tenant: ctx.tenant.id, code },
    before: null,
    after: { code, ...told(input) },
  })
  return code
}

/** Throws Forbidden, NotFound, Invalid, Conflict (changed meanwhile). */
export async function changeLayer(ctx: Ctx, code: string, input: LayerInput, version: number): Promise<void> {
  const before = await managedLayer(ctx, code)
  if (before.version !== version) throw new Conflict('objects.version')
  if (await wfsFault(ctx, input)) throw new Invalid('objects.wfs')
  await changeReference(ctx)
  const changed = await ctx.db
    .updateTable('objects.layer')
    .set({ ...columns(input), version: version + 1 })
    .where('tenant_id', '=', ctx.tenant.id)
    .where('code', '=', code)
    .where('version', '=', version)
    .returning('code')
    .executeTakeFirst()
  if (!changed) throw new Conflict('objects.version')
  if (input.source === 'wfs') await fetchSoon(ctx, code)
  recordChange(ctx, {
    type: 'tenant.layer_changed',
    payload: { tenant: ctx.tenant.id, code },
    before: told(layerInput.parse(before)),
    after: told(input),
  })
}

const columns = (l: LayerInput) => ({
  name: l.name.de,
  name_en: l.name.en || l.name.de,
  one: l.one.de,
  one_en: l.one.en || l.one.de,
  icon: l.icon,
  colour: l.colour,
  source: l.source,
  public: l.public,
  active: l.active,
  categories: [...l.categories],
  srs: l.srs,
  number_from: l.numberFrom,
  name_from: l.nameFrom,
  shown: JSON.stringify(l.shown.map((one) => ({ ...one, en: one.en || one.de }))),
  wfs_url: l.wfs.url,
  wfs_type: l.wfs.type,
  wfs_hours: l.wfs.hours,
})

const told = (input: LayerInput): Record<string, Json> => JSON.parse(JSON.stringify(input))
