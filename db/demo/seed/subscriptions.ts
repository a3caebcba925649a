import { districts, searchAddresses } from '#modules/geo/index.ts'
import { addSubscription, subscriberByMail, type Where, type Wish } from '#modules/subscriptions/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import { idFrom } from '#platform/ids.ts'

/** Some who want to hear of what happens near them: the demo's citizen, and two without an account. */
export async function seedSubscriptions(ctx: Ctx): Promise<void> {
  const account = idFrom('demo', ctx.tenant.slug, 'citizen')
  const erika = await subscriberByMail(ctx, {
    email: 'erika.mustermann@buerger.example',
    lang: 'de',
    account,
  })
  const town: Where = { kind: 'town', label: ctx.tenant.name }
  const [home] = await searchAddresses(ctx, 'Lindenstraße 7', 1)
  const [district] = await districts(ctx)
  const wish = (where: Where, more: Partial<Wish> = {}): Wish => ({
    where,
    categories: [],
    topics: ['opened', 'fixed', 'works'],
    rhythm: 'daily',
    ...more,
  })
  if (home)
    await addSubscription(
      ctx,
      erika,
      wish(
        {
          kind: 'radius',
          label: `${home.street} ${home.houseNumber}`,
          lat: home.lat,
          lon: home.lon,
          radius: 500,
          areaId: null,
        },
        { rhythm: 'at_once' },
      ),
    )
  await addSubscription(ctx, erika, wish(town, { topics: ['fixed'], rhythm: 'weekly' }))
  const neighbour = await subscriberByMail(ctx, { email: 'nachbarin@buerger.example', lang: 'de' })
  if (district)
    await addSubscription(
      ctx,
      neighbour,
      wish({ kind: 'district', label: district.name, areaId: district.id }),
    )
  const press = await subscriberByMail(ctx, { email: 'redaktion@tageblatt.example', lang: 'de' })
  await addSubscription(ctx, press, wish(town))
}
