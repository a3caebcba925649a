import type { Ctx } from '#platform/context/context.ts'
import { type ObjectFilter, objectsOf } from './finding.ts'
import { numberKey } from './number.ts'
import { objectByCode, type TownObject } from './object.ts'

/** As many as one looks through to find the right one. */
const MOST = 20

/** The objects with this number; where there is none, those with it as a part of number or name. */
export async function objectsByNumber(
  ctx: Ctx,
  typed: string,
  { layer }: Pick<ObjectFilter, 'layer'> = {},
): Promise<TownObject[]> {
  const found = await objectsOf(ctx, { text: typed, ...(layer !== undefined && { layer }) }, MOST)
  const exact = found.filter((object) => numberKey(object.number) === numberKey(typed))
  return exact.length > 0 ? exact : found
}

/**
 * The objects that somebody may mean who typed a number, or the code of a sticker, or scanned one: a scanner writes the
 * whole address that its QR code holds.
 */
export async function objectsTyped(ctx: Ctx, typed: string): Promise<TownObject[]> {
  const scanned = /\/o\/([^/?#\s]+)/.exec(typed)?.[1]
  const sticker = await objectByCode(ctx, scanned ?? typed)
  if (scanned) return sticker ? [sticker] : []
  const numbered = await objectsByNumber(ctx, typed)
  return sticker ? [sticker, ...numbered.filter((object) => object.id !== sticker.id)] : numbered
}
