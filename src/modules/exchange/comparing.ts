import { type Category, catalogue } from '#modules/reports/index.ts'
import { fold } from '#modules/search/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Endpoint } from './endpoint.ts'
import { type Mapping, mappingsOf, unfilled } from './mapping.ts'
import { type Attribute, type Service, servicesOf } from './services.ts'

/** One of our categories beside what it is there. */
export interface Compared {
  category: Category
  mapping: Mapping | null
  service: Service | null
  /** The mapping names a service that they offer no longer. */
  gone: boolean
  unfilled: readonly Attribute[]
  /** One of theirs that is called alike, where nothing is mapped. */
  suggested: Service | null
}

export interface Comparison {
  rows: Compared[]
  services: Service[]
  /** Services of theirs that no category of ours is mapped to. */
  unused: Service[]
}

/** Our categories and their services side by side. */
export async function compareOffers(ctx: Ctx, endpoint: Endpoint): Promise<Comparison> {
  const [{ all }, services, mappings] = await Promise.all([
    catalogue(ctx),
    servicesOf(ctx, endpoint.id),
    mappingsOf(ctx, endpoint.id),
  ])
  const byCode = new Map(services.map((s) => [s.code, s]))
  const byName = new Map(services.map((s) => [fold(s.name), s]))
  const rows = all.map((category): Compared => {
    const mapping = mappings.get(category.code) ?? null
    const service = mapping ? (byCode.get(mapping.service) ?? null) : null
    const questions = new Set(category.questions.map((q) => q.code))
    return {
      category,
      mapping,
      service,
      gone: mapping !== null && service === null,
      unfilled: mapping && service ? unfilled(service, mapping, questions) : [],
      suggested: mapping ? null : (byCode.get(category.code) ?? byName.get(fold(category.name.de)) ?? null),
    }
  })
  const used = new Set([...[...mappings.values()].map((m) => m.service), endpoint.defaultService])
  return { rows, services, unused: services.filter((s) => !used.has(s.code)) }
}
