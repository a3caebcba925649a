import { Hono } from 'hono'
import type { Env, Req } from '#http/env.ts'
import { page } from '#http/page.ts'
import { stepUp } from '#http/step-up.ts'
import { viewOf } from '#http/view.ts'
import { type Provider, providers } from '#modules/identity/index.ts'
import {
  addSignOn,
  changeSignOn,
  directoryGroups,
  provisionedUsers,
  removeMappingRule,
} from '#modules/organisation/index.ts'
import { urlWith } from '#ui/url.ts'
import { paths } from '../../../paths.ts'
import { type Refusal, refused } from '../refused.ts'
import { DirectoryPage } from './directory-page.tsx'
import { EditPage } from './edit-page.tsx'
import { blankForm, type Fields, formOf, inputOf, type ProviderForm, readForm, secretOf } from './form.ts'
import { ProvidersPage } from './list-page.tsx'
import { assertLooksAfter, idIn, providerFor, type RuleTried, rulesFor } from './loading.ts'
import { providerRoutes } from './provider-routes.tsx'
import { addRule } from './rule-routes.ts'

interface Again {
  faults?: readonly Fields[]
  refusal?: Refusal | null
}

const edit = (c: Req, provider: Provider | null, form: ProviderForm, { faults, refusal }: Again = {}) =>
  c.get('tx')(async (ctx) => {
    assertLooksAfter(ctx)
    const sentence = refusal ? ctx.t(`error.${refusal.code}`, refusal.params) : null
    const view = await viewOf(c, ctx, 'workspace')
    const shown = (
      <EditPage view={view} provider={provider} form={form} faults={faults ?? []} refusal={sentence} />
    )
    return page(c, shown, refusal?.status ?? (faults ? 422 : 200))
  })

const directory = (c: Req, again?: { tried: RuleTried; refusal: Refusal | null }): Promise<Response> =>
  c.get('tx')(async (ctx) => {
    assertLooksAfter(ctx)
    const where = { action: paths.directoryRules, removal: paths.directoryRule }
    const { view, rules } = await rulesFor(c, ctx, 'scim', where, again?.tried)
    const users = (await provisionedUsers(ctx, {}, { skip: 0, most: 0 })).total
    const { groups } = await directoryGroups(ctx, {}, { skip: 0, most: 500 })
    const refusal = again?.refusal ? ctx.t(`error.${again.refusal.code}`, again.refusal.params) : null
    const sized = groups.map((group) => ({ ...group, size: group.members.length }))
    const props = { view, tenant: ctx.tenant, users, groups: sized, rules, refusal }
    return page(c, <DirectoryPage {...props} />, again ? (again.refusal?.status ?? 422) : 200)
  })

/** Single sign-on and the directory, looked after: providers, mapping rules, SCIM (ADR 16). */
export const signInAdminRoutes = new Hono<Env>()
  .get(paths.signOnProviders, (c) =>
    c.get('tx')(async (ctx) => {
      assertLooksAfter(ctx)
      const view = await viewOf(c, ctx, 'workspace')
      return page(c, <ProvidersPage view={view} providers={await providers(ctx)} />)
    }),
  )
  .get(paths.signOnProviderNew, (c) =>
    edit(c, null, blankForm(c.req.query('fuer') === 'citizens' ? 'citizens' : 'staff')),
  )
  .post(paths.signOnProviderNew, stepUp, async (c) => {
    const form = readForm(await c.req.parseBody())
    const read = inputOf(form)
    if ('faults' in read) return edit(c, null, form, { faults: read.faults })
    const refusal = await refused(() =>
      c.get('tx')((ctx) => addSignOn(ctx, read.input, secretOf(form) ?? null)),
    )
    if (refusal?.code === 'sign_on.issuer') return edit(c, null, form, { faults: ['adresse'] })
    if (refusal) return edit(c, null, form, { refusal })
    return c.redirect(urlWith(paths.signOnProvider(read.input.code), { erledigt: 'neu' }), 303)
  })
  .get(paths.directory, (c) => directory(c))
  .post(paths.directoryRules, stepUp, async (c) => {
    const again = await addRule(c, 'scim')
    return again ? directory(c, again) : c.redirect(urlWith(paths.directory, { erledigt: 'regel' }), 303)
  })
  .post(paths.directoryRule(':id'), stepUp, async (c) => {
    await c.get('tx')((ctx) => {
      assertLooksAfter(ctx)
      return removeMappingRule(ctx, 'scim', idIn(c, 'id'))
    })
    return c.redirect(urlWith(paths.directory, { erledigt: 'regel-weg' }), 303)
  })
  .get(paths.signOnProviderAction(':code', 'bearbeiten'), async (c) => {
    const provider = await c.get('tx')((ctx) => providerFor(ctx, c.req.param('code')!))
    return edit(c, provider, formOf(provider))
  })
  .post(paths.signOnProviderAction(':code', 'bearbeiten'), stepUp, async (c) => {
    const provider = await c.get('tx')((ctx) => providerFor(ctx, c.req.param('code')!))
    const sent = readForm(await c.req.parseBody())
    // What a provider is for, and its place in addresses that are written down elsewhere, stay.
    const form = { ...sent, kuerzel: provider.code, fuer: provider.audience }
    const read = inputOf(form)
    if ('faults' in read) return edit(c, provider, form, { faults: read.faults })
    const refusal = await refused(() =>
      c.get('tx')((ctx) => changeSignOn(ctx, provider.id, read.input, secretOf(form), form.version)),
    )
    if (refusal?.code === 'sign_on.issuer') return edit(c, provider, form, { faults: ['adresse'] })
    if (refusal) return edit(c, provider, { ...form, version: provider.version }, { refusal })
    return c.redirect(urlWith(paths.signOnProvider(provider.code), { erledigt: 'geaendert' }), 303)
  })
  .route('/', providerRoutes)
