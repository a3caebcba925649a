import { type Field, fieldsSchema, type InBoth } from '#modules/forms/index.ts'
import type { TrustLevel } from '#platform/context/actor.ts'
import type { Ctx } from '#platform/context/context.ts'
import { remember } from '#platform/context/memory.ts'
import type { Uuid } from '#platform/ids.ts'

/** A number to call before anything else when certain words come up. */
export interface Danger {
  words: { de: readonly string[]; en: readonly string[] }
  /** Number to call: 112, 110, or the utility's. */
  number: string
  advice: InBoth
}

export const publishWhen = ['at_once', 'after_look'] as const
export type Publish = (typeof publishWhen)[number]

export interface Category {
  code: string
  group: string
  name: InBoth
  description: InBoth
  keywords: { de: readonly string[]; en: readonly string[] }
  icon: string | null
  unitId: Uuid
  skill: string | null
  /** Business hours until it should be done. */
  targetHours: number
  /** How many metres away another report must be to be probably the same; 0 for never. */
  sameWithinMetres: number
  dispatch: 'assign' | 'propose' | 'none'
  public: boolean
  /** Whether a public report is so at once, or after somebody has looked at it; and its photos. */
  publish: Publish
  publishPhotos: Publish
  priority: number
  questions: readonly Field[]
  dangers: readonly Danger[]
  position: number
  /** How surely it must be known who reports; null, as nearly always, asks for no account at all. */
  requiredLevel: TrustLevel | null
  /** The layer of which people are asked to name an object; null for no question. */
  requiredLayer: string | null
}

export interface CategoryGroup {
  code: string
  name: InBoth
  icon: string | null
  categories: readonly Category[]
}

export interface Catalogue {
  groups: readonly CategoryGroup[]
  all: readonly Category[]
  byCode: ReadonlyMap<string, Category>
}

/** The town's active categories in their groups, remembered until reference data changes. */
export function catalogue(ctx: Ctx): Promise<Catalogue> {
  return remember(ctx, 'reports.catalogue', async () => {
    const [groups, rows] = await Promise.all([
      ctx.db
        .selectFrom('reports.category_group')
        .selectAll()
        .where('tenant_id', '=', ctx.tenant.id)
        .orderBy('position')
        .execute(),
      ctx.db
        .selectFrom('reports.category')
        .selectAll()
        .where('tenant_id', '=', ctx.tenant.id)
        .where('active', '=', true)
        .orderBy('position')
        .execute(),
    ])
    const all = rows.map(
      (r): Category => ({
        code: r.code,
        group: r.group_code,
        name: { de: r.name, en: r.name_en },
        description: { de: r.description, en: r.description_en },
        keywords: { de: r.keywords, en: r.keywords_en },
        icon: r.icon,
        unitId: r.unit_id,
        skill: r.skill,
        targetHours: r.target_hours,
        sameWithinMetres: r.same_metres,
        dispatch: r.dispatch as Category['dispatch'],
        public: r.public,
        publish: r.publish as Publish,
        publishPhotos: r.publish_photos as Publish,
        priority: r.priority,
        questions: fieldsSchema.parse(r.questions),
        dangers: r.dangers as unknown as Danger[],
        position: r.position,
        requiredLevel: r.required_level as TrustLevel | null,
        requiredLayer: r.required_layer,
      }),
    )
    return {
      groups: groups
        .map((g) => ({
          code: g.code,
          name: { de: g.name, en: g.name_en },
          icon: g.icon,
          categories: all.filter((c) => c.group === g.code),
        }))
        .filter((g) => g.categories.length > 0),
      all,
      byCode: new Map(all.map((c) => [c.code, c])),
    }
  })
}
