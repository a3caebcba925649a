import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { entriesOf } from './entries.ts'
import { materials } from './materials.ts'

/** What was done on site, added up. */
export interface OnSite {
  arrivals: number
  minutes: number
  materials: { name: string; unit: string; quantity: number }[]
}

/** For the desk; null when nobody has entered anything. Whoever asks has made sure that the case is visible. */
export async function onSite(ctx: Ctx, id: Uuid): Promise<OnSite | null> {
  const entries = await entriesOf(ctx, [id])
  if (entries.length === 0) return null
  const used = entries.filter((entry) => entry.kind === 'material')
  const catalogue = used.length > 0 ? await materials(ctx) : []
  return {
    arrivals: entries.filter((entry) => entry.kind === 'arrival').length,
    minutes: entries.reduce((sum, entry) => sum + (entry.minutes ?? 0), 0),
    materials: [...Map.groupBy(used, (entry) => entry.material)].map(([material, some]) => {
      const known = catalogue.find((one) => one.id === material)
      // Hundredths are added as whole numbers, or 0.1 three times would not be 0.3.
      const hundredths = some.reduce((sum, entry) => sum + Math.round((entry.quantity ?? 0) * 100), 0)
      return { name: known?.name[ctx.lang] ?? '', unit: known?.unit ?? '', quantity: hundredths / 100 }
    }),
  }
}
