import { notify } from '#modules/notifications/index.ts'
import { organisation } from '#modules/organisation/index.ts'
import type { Ctx } from '#platform/context/context.ts'
import type { Uuid } from '#platform/ids.ts'
import type { OfferChange } from './changes.ts'

type Named = { id: Uuid; name: string }

/** Those who look after the interfaces, by a role of their own. */
async function keepers(ctx: Ctx) {
  const org = await organisation(ctx)
  return [...org.staff.values()].filter(
    (p) => p.active && org.grants.get(p.id)?.some((g) => !g.for && g.permissions.includes('exchange.manage')),
  )
}

async function tellKeepers(
  ctx: Ctx,
  letter: string,
  dedupe: string,
  endpoint: Named,
  params: Record<string, string | number | Date>,
): Promise<void> {
  for (const to of await keepers(ctx))
    await notify(ctx, {
      dedupe: `${dedupe}:${to.email}`,
      to,
      letter,
      stream: null,
      params: { endpoint: endpoint.name, ...params },
      link: `/verwaltung/partner/${endpoint.id}`,
      stop: null,
    })
}

/** Their list of services is another one than before. */
export const tellOfChanges = (
  ctx: Ctx,
  endpoint: Named,
  pull: Uuid,
  changes: readonly OfferChange[],
): Promise<void> =>
  tellKeepers(ctx, 'exchange_changes', `exchange changes ${pull}`, endpoint, { n: changes.length })

/** They have not answered for a while, and reports wait. */
export const tellOfSilence = (ctx: Ctx, endpoint: Named, since: Date, waiting: number): Promise<void> =>
  tellKeepers(ctx, 'exchange_silent', `exchange silent ${endpoint.id} ${since.toISOString()}`, endpoint, {
    scheduled: since,
    n: waiting,
  })
