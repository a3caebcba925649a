import { districts } from '#modules/geo/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { NotFound } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

/** A district by its code. Throws NotFound. */
export async function areaByCode(ctx: Ctx, code: string): Promise<Uuid> {
  const found = (await districts(ctx)).find((d) => d.code === code)
  if (!found) throw new NotFound()
  return found.id
}
