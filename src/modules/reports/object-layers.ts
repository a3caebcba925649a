import { type Layer, layerByCode, layers } from '#modules/objects/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Category } from './category.ts'

/** The layer of which a category asks for an object; null when it asks for none, or the layer is not offered any more. */
export const requiredLayer = async (ctx: Ctx, category: Category | null): Promise<Layer | null> =>
  category?.requiredLayer ? layerByCode(ctx, category.requiredLayer) : null

/** The layers whose objects a category may be about: the one that it asks for, else those that name it. */
export async function layersFor(ctx: Ctx, category: Category): Promise<readonly Layer[]> {
  const required = await requiredLayer(ctx, category)
  return required ? [required] : (await layers(ctx)).filter((one) => one.categories.includes(category.code))
}
