import type { InBoth } from '#modules/forms/index.ts'
import { createUnit, organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import { slug } from '#platform/slug.ts'
import { createCategory, managedCategories } from './managing.ts'

/** Category, its group and unit, as a file of the past names them. */
export interface Named {
  category: string
  group: string
  unit: string
}

export interface Kinds {
  category(
    named: string,
  ): { code: string; name: InBoth; public: boolean; priority: number; unitId: Uuid } | undefined
  unit(named: string): Uuid | undefined
}

/** Finds categories and units by code or name, whatever its case; those that are not offered any more too. */
export async function findKinds(ctx: Ctx): Promise<Kinds> {
  const [all, { units }] = await Promise.all([managedCategories(ctx), organisation(ctx)])
  const index = <V>(rows: Iterable<V>, keys: (row: V) => string[]): Map<string, V> => {
    const found = new Map<string, V>()
    for (const row of rows)
      for (const key of keys(row).map((k) => k.toLowerCase())) if (!found.has(key)) found.set(key, row)
    return found
  }
  const categories = index(all, (c) => [c.code, c.name.de, c.name.en])
  const byName = index(units.values(), (u) => [u.code, u.name, u.nameEn])
  return {
    category: (named) => categories.get(named.toLowerCase()),
    unit: (named) => byName.get(named.toLowerCase())?.id,
  }
}

/** A week: nobody has said yet how long it should take. */
const TARGET_HOURS = 40

/** Makes the units and categories that are not there. Throws Conflict where a code is taken. */
export async function createMissing(ctx: Ctx, missing: readonly Named[]): Promise<Kinds> {
  const { units } = await organisation(ctx)
  const codes = new Set([...units.values()].map((u) => u.code))
  let kinds = await findKinds(ctx)
  for (const name of new Set(missing.map((m) => m.unit).filter((unit) => unit && !kinds.unit(unit)))) {
    const base = slug(name) || 'amt'
    let code = base
    for (let n = 2; codes.has(code); n++) code = `${base}-${n}`
    codes.add(code)
    await createUnit(ctx, {
      parentId: null,
      kind: 'department',
      code,
      name,
      nameEn: name,
      email: null,
      phone: null,
    })
  }
  kinds = await findKinds(ctx)
  const made = new Set<string>()
  for (const { category, group, unit } of missing) {
    if (made.has(category.toLowerCase()) || kinds.category(category)) continue
    made.add(category.toLowerCase())
    await createCategory(ctx, {
      group: group || category,
      name: { de: category, en: category },
      description: { de: '', en: '' },
      keywords: { de: [], en: [] },
      unitId: kinds.unit(unit)!,
      skill: null,
      targetHours: TARGET_HOURS,
      sameWithinMetres: 30,
      dispatch: 'none',
      public: true,
      publish: 'at_once',
      publishPhotos: 'at_once',
      priority: 1,
      requiredLevel: null,
      requiredLayer: null,
      active: true,
      questions: [],
      dangers: [],
    })
  }
  return findKinds(ctx)
}
