import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { checkProvider, tiedAccounts, untie } from '#modules/identity/index.ts'
import {
  offerSignOn,
  removeMappingRule,
  removeSignOn,
  sourceOfProvider,
} from '#modules/organisation/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import type { Refusal } from '../refused.ts'
import { CheckPage } from './check-page.tsx'
import { idIn, providerFor, type RuleTried, rulesFor } from './loading.ts'
import { ProviderPage } from './provider-page.tsx'
import { addRule } from './rule-routes.ts'

const back = (c: Req, code: string, done: string) =>
  c.redirect(urlWith(paths.signOnProvider(code), { erledigt: done }), 303)
const codeOf = (c: Req): string => c.req.param('code')!

const show = (c: Req, again?: { tried: RuleTried; refusal: Refusal | null }): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    const provider = await providerFor(ctx, codeOf(c))
    const where = {
      action: paths.signOnProviderAction(provider.code, 'regeln'),
      removal: (id: string) => paths.signOnRule(provider.code, id),
    }
    const { view, rules } = await rulesFor(c, ctx, sourceOfProvider(provider.id), where, again?.tried)
    const refusal = again?.refusal ? ctx.t(`error.${again.refusal.code}`, again.refusal.params) : null
    const people = await tiedAccounts(ctx, provider.id)
    const props = { view, tenant: ctx.tenant, provider, people, rules, refusal }
    return page(c, <ProviderPage {...props} />, again ? (again.refusal?.status ?? 422) : 200)
  })

/** One provider: looking at it, trying it, its rules and people, offering and removing it. */
export const providerRoutes = new Hono<Env>()
  .get(paths.signOnProvider(':code'), (c) => show(c))
  .get(paths.signOnProviderAction(':code', 'pruefung'), async (c) => {
    const provider = await c.get('tx')((ctx) => providerFor(ctx, codeOf(c)))
    const redirect = c.get('tenant').publicUrl + paths.signOnBack(provider.code)
    const lines = await checkProvider(c.get('platform'), c.get('who'), provider.code, redirect)
    const view = await c.get('tx')((ctx) => viewOf(c, ctx, 'workspace'))
    return page(c, <CheckPage view={view} provider={provider} lines={lines ?? []} />)
  })
  .post(paths.signOnProviderAction(':code', 'angebot'), stepUp, async (c) => {
    const { an } = await c.req.parseBody()
    const offered = an === 'ja'
    await c.get('tx')(async (ctx) => offerSignOn(ctx, (await providerFor(ctx, codeOf(c))).id, offered))
    return back(c, codeOf(c), offered ? 'angeboten' : 'ausgeblendet')
  })
  .post(paths.signOnProviderAction(':code', 'loeschung'), stepUp, async (c) => {
    await c.get('tx')(async (ctx) => removeSignOn(ctx, (await providerFor(ctx, codeOf(c))).id))
    return c.redirect(urlWith(paths.signOnProviders, { erledigt: 'entfernt' }), 303)
  })
  .post(paths.signOnProviderAction(':code', 'regeln'), stepUp, async (c) => {
    const provider = await c.get('tx')((ctx) => providerFor(ctx, codeOf(c)))
    const again = await addRule(c, sourceOfProvider(provider.id))
    return again ? show(c, again) : back(c, provider.code, 'regel')
  })
  .post(paths.signOnRule(':code', ':id'), stepUp, async (c) => {
    await c.get('tx')(async (ctx) => {
      const provider = await providerFor(ctx, codeOf(c))
      await removeMappingRule(ctx, sourceOfProvider(provider.id), idIn(c, 'id'))
    })
    return back(c, codeOf(c), 'regel-weg')
  })
  .post(paths.signOnTie(':code', ':account'), stepUp, async (c) => {
    await c.get('tx')(async (ctx) => untie(ctx, (await providerFor(ctx, codeOf(c))).id, idIn(c, 'account')))
    return back(c, codeOf(c), 'geloest')
  })
