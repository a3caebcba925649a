import { type Case, parentNumber } from '#modules/cases/index.ts'
import { type Layer, layers, type TownObject } from '#modules/objects/index.ts'
import {
  casesAtObject,
  catalogue,
  layersFor,
  objectOfReport,
  objectsOfReports,
  requiredLayer,
  timesAtObject,
  timesAtPlace,
} from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Doubles } from './doubles/doubles.ts'

/** What a case is about, and how often that was so before. */
export interface ObjectFacts {
  /** Of a part: what the whole is about. */
  object: TownObject | null
  /** Other cases about it, newest first. */
  former: readonly Case[]
  /** Cases about it in twelve months, this one counted in. */
  times: number
  /** The same reported at this place, where no object is named. */
  atPlace: number
  /** Whether the town keeps lists of its objects. */
  any: boolean
  /** The layers that its category is about, and the one of which that asks for an object. */
  fitting: readonly Layer[]
  required: Layer | null
}

/** An object that was named in a case that was merged into this one. */
export interface NamedElsewhere {
  number: string
  object: TownObject
}

const SHOWN = 5

export async function objectFacts(ctx: Ctx, c: Case): Promise<ObjectFacts> {
  const category = (await catalogue(ctx)).byCode.get(c.type) ?? null
  const about = {
    any: (await layers(ctx)).length > 0,
    fitting: category ? await layersFor(ctx, category) : [],
    required: await requiredLayer(ctx, category),
  }
  const object = await objectOfReport(ctx, c.id)
  if (!object) {
    const atPlace = c.kind === 'report' ? await timesAtPlace(ctx, c) : 0
    return { ...about, object, former: [], times: 0, atPlace }
  }
  const [cases, times] = await Promise.all([
    casesAtObject(ctx, object.id, SHOWN + 1),
    timesAtObject(ctx, object.id),
  ])
  const whole = parentNumber(c)
  const former = cases.filter((other) => other.id !== c.id && other.number !== whole).slice(0, SHOWN)
  return { ...about, object, former, times, atPlace: 0 }
}

/** The objects named in cases that were merged into one, where it names none or another; each once. */
export async function namedInMerged(
  ctx: Ctx,
  { merged }: Doubles,
  own: TownObject | null,
): Promise<NamedElsewhere[]> {
  // What only a few may know is no hint for a case that others read.
  const cases = merged.map((one) => one.case).filter((one) => !one.restricted)
  const objects = await objectsOfReports(
    ctx,
    cases.map((one) => one.id),
  )
  const named = new Map<string, NamedElsewhere>()
  for (const one of cases) {
    const object = objects.get(one.id)
    if (object?.active && object.id !== own?.id && !named.has(object.id))
      named.set(object.id, { number: one.number, object })
  }
  return [...named.values()]
}
