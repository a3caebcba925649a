import { anyOpenAt } from '#modules/cases/index.ts'
import { hangingOn } from '#modules/organisation/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { rules } from '#modules/responsibility/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { Conflict } from '#platform/errors.ts'
import type { Uuid } from '#platform/ids.ts'

/** What still needs a unit. Each is a reason not to dissolve it. */
export interface Hanging {
  units: boolean
  people: boolean
  cases: boolean
  categories: boolean
}

/** Asked of all the modules that point at units: none of them knows the others. */
export async function whatHangsOn(ctx: Ctx, id: Uuid): Promise<Hanging> {
  const [own, cases, reports, decided] = await Promise.all([
    hangingOn(ctx, id),
    anyOpenAt(ctx, id),
    catalogue(ctx),
    rules(ctx),
  ])
  return {
    units: own.units.length > 0,
    people: own.people.length > 0,
    cases,
    categories: reports.all.some((c) => c.unitId === id) || decided.some((rule) => rule.unitId === id),
  }
}

/** Throws Conflict while cases, categories or rules need it; the organisation asks for the rest itself. */
export async function assertUnneeded(ctx: Ctx, id: Uuid): Promise<void> {
  const { cases, categories } = await whatHangsOn(ctx, id)
  if (cases) throw new Conflict('unit.has_cases')
  if (categories) throw new Conflict('unit.has_categories')
}
