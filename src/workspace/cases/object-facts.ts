import type { Case } from '#modules/cases/index.ts'
import type { TownObject } from '#modules/objects/index.ts'
import { casesAtObject, objectOfReport, timesAtObject, timesAtPlace } from '#modules/reports/index.ts'
import type { Ctx } from '#platform/context/context.ts'

/** What a case is about, and how often that was so before. */
export interface ObjectFacts {
  object: TownObject | null
  /** Other cases about it, newest first. */
  former: readonly Case[]
  /** Cases about it in twelve months, this one counted in. */
  times: number
  /** The same reported at this place, where no object is named. */
  atPlace: number
}

const SHOWN = 5

export async function objectFacts(ctx: Ctx, c: Case): Promise<ObjectFacts> {
  const object = c.kind === 'report' ? await objectOfReport(ctx, c.id) : null
  if (!object) {
    const atPlace = c.kind === 'report' ? await timesAtPlace(ctx, c) : 0
    return { object, former: [], times: 0, atPlace }
  }
  const [cases, times] = await Promise.all([
    casesAtObject(ctx, object.id, SHOWN + 1),
    timesAtObject(ctx, object.id),
  ])
  return { object, former: cases.filter((other) => other.id !== c.id).slice(0, SHOWN), times, atPlace: 0 }
}
