import { createEndpoint } from '#modules/exchange/index.ts'
import { createApiKey } from '#modules/identity/index.ts'
import { catalogue } from '#modules/reports/index.ts'
import { authorities } from '#modules/responsibility/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { system } from '#platform/context/actor.ts'
import type { Tenant } from '#platform/context/context.ts'
import { inTx } from '#platform/context/transaction.ts'
import type { CreatedPlatform } from '#platform/create.ts'

/** The neighbouring authority of Musterstadt; what lies beyond the boundary is theirs. */
const NEIGHBOUR = 'nachbarstadt'

/**
 * Nachbarstadt as Musterstadt's partner: both live in the same demo, so what is reported beyond the boundary goes there
 * and comes back.
 */
export async function seedPartners(platform: CreatedPlatform, towns: readonly Tenant[]): Promise<void> {
  const [large, small] = [
    towns.find((town) => town.slug === 'musterstadt'),
    towns.find((town) => town.slug === 'nachbarstadt'),
  ]
  if (!large || !small) return
  const { key, codes } = await inTx(platform, { tenant: small, actor: system('demo') }, async (ctx) => ({
    ...(await createApiKey(ctx, {
      label: 'Musterstadt (Partner)',
      scopes: ['open311.write', 'cases.write'],
      perMinute: 600,
    })),
    codes: new Set((await catalogue(ctx)).byCode.keys()),
  }))
  await inTx(platform, { tenant: large, actor: system('demo') }, async (ctx) => {
    const neighbour = (await authorities(ctx)).find((a) => a.code === NEIGHBOUR)
    const endpoint = await createEndpoint(ctx, {
      name: 'Nachbarstadt',
      url: `${small.publicUrl}/api/open311/v2`,
      jurisdiction: null,
      format: 'json',
      authorityId: neighbour?.id ?? null,
      inboundKeyId: null,
      follow: true,
      onClosed: 'ask',
      sendWords: true,
      sendPrivate: false,
      defaultService: null,
      giveUpDays: 7,
      apiKey: key,
    })
    // Both towns name what can be reported alike, as towns of one region do.
    const ours = [...(await catalogue(ctx)).byCode.keys()].filter((code) => codes.has(code))
    await ctx.db
      .insertInto('exchange.mapping')
      .values(
        ours.map((code) => ({
          tenant_id: large.id,
          endpoint_id: endpoint,
          category: code,
          service_code: code,
          attributes: '{}',
        })),
      )
      .execute()
    await changeSetting(ctx, 'openData', {
      licence: 'dl-by',
      attribution: 'Stadt Musterstadt',
      ags: '06435014',
    })
  })
}
