import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  accountByEmail,
  changeProvider,
  confirmedLately,
  createProvider,
  disableAccount,
  offerProvider,
  type ProviderInput,
  providerByCode,
} from '#modules/identity/index.ts'
import { addMappingRule, addMembership, grantsOf, sourceOfProvider } from '#modules/organisation/index.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { SignOnProvider } from '../../../test/sign-on-provider.ts'
import { deskOf } from '../workspace.fixture.ts'

let town: TestTown
let desk: ReturnType<typeof deskOf>
let provider: SignOnProvider
let id: string
const base = 'http://teststadt.localhost:3000'

const settings = (more: Partial<ProviderInput> = {}): ProviderInput => ({
  code: 'rathaus',
  name: 'Rathaus-Konto',
  audience: 'staff',
  issuer: provider.issuer,
  clientId: provider.clientId,
  scopes: ['openid', 'email', 'profile', 'groups'],
  creates: true,
  matchesEmail: true,
  factor: 'ours',
  factorValues: ['mfa'],
  levelClaim: 'acr',
  levels: [],
  ...more,
})
const change = (more: Partial<ProviderInput>) =>
  town.tx('system', async (ctx) => {
    const { version } = (await providerByCode(ctx, 'rathaus'))!
    await changeProvider(ctx, id, settings(more), undefined, version)
  })
const rule = (value: string, role: string, unit = town.ids.roads) =>
  town.tx('system', (ctx) =>
    addMappingRule(ctx, {
      source: sourceOfProvider(id),
      claim: 'groups',
      value,
      role,
      unit,
      types: null,
      powerful: role === 'administrator',
    }),
  )
const grants = async (email: string) => {
  const account = await town.tx('system', (ctx) => accountByEmail(ctx, email))
  const held = account ? await town.tx('system', (ctx) => grantsOf(ctx, account.id)) : []
  return held.map((g) => g.role).sort()
}

/** Out to the provider, through its pages, and back; answers what we said to that. */
async function signOn(
  client: PageClient,
  login: string,
  { cookies = new Map<string, string>(), query = '' } = {},
) {
  const out = await client.get(`/anmeldung/dienst/rathaus${query}`)
  expect(out.status).toBe(303)
  const back = new URL(await provider.visit(out.headers.get('location')!, login, cookies))
  expect(back.origin + back.pathname).toBe(`${base}/anmeldung/dienst/rathaus/zurueck`)
  const answer = await client.get(back.pathname + back.search)
  return { answer, back: back.pathname + back.search }
}
const failure = async (answer: Response) =>
  (await answer.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

beforeAll(async () => {
  town = await testTown()
  desk = deskOf(town)
  provider = await SignOnProvider.start({
    url: base,
    code: 'rathaus',
    // Back-channel logout comes in process.
    fetch: async (url, init) =>
      desk.app.request(url, { ...init, headers: { ...(init.headers as object), host: new URL(url).host } }),
  })
  for (const [login, groups] of [
    ['neu', ['Bauamt']],
    ['clerk', []],
    ['wechsel', ['Bauamt', 'Leitung']],
    ['gesperrt', []],
    ['faktor', []],
  ] as const)
    provider.people.set(login, {
      email: `${login}@teststadt.example`,
      email_verified: true,
      name: `${login} Muster`,
      groups: [...groups],
    })
  id = await town.tx('system', (ctx) => createProvider(ctx, settings(), provider.clientSecret))
  await town.tx('system', (ctx) => offerProvider(ctx, id, true))
  await rule('Bauamt', 'clerk')
  await rule('Leitung', 'head')
})
afterAll(async () => {
  await provider?.close()
  await town?.close()
})

describe('signing on', () => {
  test('makes an account with the roles of its groups, and goes on to where one wanted to go', async () => {
    const client = desk.visitor()
    expect(await (await client.get('/anmeldung')).text()).toContain('Mit Rathaus-Konto anmelden')
    const { answer } = await signOn(client, 'neu', { query: '?weiter=%2Fvorgaenge%3Fansicht%3Damt' })
    expect(answer.status).toBe(303)
    expect(answer.headers.get('location')).toBe('/vorgaenge?ansicht=amt')
    expect((await client.get('/vorgaenge')).status).toBe(200)
    expect(await grants('neu@teststadt.example')).toEqual(['clerk'])
    const event = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('platform.event')
        .select(['payload', 'actor_kind'])
        .where('tenant_id', '=', ctx.tenant.id)
        .where('type', '=', 'account.signed_in')
        .executeTakeFirstOrThrow(),
    )
    expect(event).toMatchObject({ actor_kind: 'staff', payload: { method: 'oidc' } })
  })

  test('never leads elsewhere', async () => {
    const { answer } = await signOn(desk.visitor(), 'neu', { query: '?weiter=%2F%2Fevil.example' })
    expect(answer.headers.get('location')).toBe('/vorgaenge')
  })

  test('finds an account by its verified address, once; then by the subject alone', async () => {
    await signOn(desk.visitor(), 'clerk')
    const known = await town.tx('system', (ctx) =>
      ctx.db
        .selectFrom('identity.provider_subject')
        .select('account_id')
        .where('tenant_id', '=', ctx.tenant.id)
        .where('subject', '=', 'clerk')
        .executeTakeFirstOrThrow(),
    )
    expect(known.account_id).toBe(town.ids.clerk)
    // Roles that people gave stay, though no group speaks for them.
    expect(await grants('clerk@teststadt.example')).toEqual(['clerk'])
    // Somebody else gets the address there: the account is not theirs.
    provider.people.set('nachfolge', { email: 'clerk@teststadt.example', email_verified: true, name: 'N' })
    const { answer } = await signOn(desk.visitor(), 'nachfolge')
    expect(answer.status).toBe(403)
    expect(await failure(answer)).toContain('schon ein Konto, das nicht mit dieser Anmeldung verbunden ist')
  })

  test('believes no address that nobody has verified', async () => {
    provider.people.set('frech', { email: 'admin@teststadt.example', email_verified: false, name: 'F' })
    const { answer } = await signOn(desk.visitor(), 'frech')
    expect(answer.status).toBe(403)
    expect(await failure(answer)).toContain('keine bestätigte E-Mail-Adresse')
    provider.people.set('still', { email: 'admin@teststadt.example', name: 'S' })
    expect((await signOn(desk.visitor(), 'still')).answer.status).toBe(403)
  })

  test('makes no account where that is not wanted', async () => {
    await change({ creates: false })
    provider.people.set('fremd', { email: 'fremd@teststadt.example', email_verified: true })
    const { answer } = await signOn(desk.visitor(), 'fremd')
    expect(await failure(answer)).toContain('noch kein Konto eingerichtet')
    expect(await town.tx('system', (ctx) => accountByEmail(ctx, 'fremd@teststadt.example'))).toBeNull()
    await change({})
  })

  test('opens no account that is disabled, and does not enable it', async () => {
    await signOn(desk.visitor(), 'gesperrt')
    const account = await town.tx('system', async (ctx) => {
      const found = (await accountByEmail(ctx, 'gesperrt@teststadt.example'))!
      await disableAccount(ctx, found.id)
      return found
    })
    const client = desk.visitor()
    const { answer } = await signOn(client, 'gesperrt')
    expect(answer.status).toBe(403)
    expect(await failure(answer)).toContain('Ihr Konto ist hier gesperrt')
    expect((await client.get('/vorgaenge')).status).toBe(303)
    const after = await town.tx('system', (ctx) => accountByEmail(ctx, account.email))
    expect(after!.disabledAt).not.toBeNull()
  })
})

describe('roles follow the groups', () => {
  test('added, taken, never those that people gave', async () => {
    const email = 'wechsel@teststadt.example'
    await signOn(desk.visitor(), 'wechsel')
    expect(await grants(email)).toEqual(['clerk', 'head'])
    const { id: account } = (await town.tx('system', (ctx) => accountByEmail(ctx, email)))!
    await town.tx('system', (ctx) =>
      addMembership(ctx, { account, unit: town.ids.parks, role: 'field_worker' }),
    )
    provider.people.get('wechsel')!.groups = ['Leitung']
    await signOn(desk.visitor(), 'wechsel')
    expect(await grants(email)).toEqual(['field_worker', 'head'])
    // Given by hand, a role of a group is the person's own from then on.
    await town.tx('system', (ctx) => addMembership(ctx, { account, unit: town.ids.roads, role: 'head' }))
    provider.people.get('wechsel')!.groups = []
    const first = desk.visitor()
    await signOn(first, 'wechsel')
    expect(await grants(email)).toEqual(['field_worker', 'head'])
    provider.people.get('wechsel')!.groups = ['Bauamt']
    await signOn(desk.visitor(), 'wechsel')
    expect(await grants(email)).toEqual(['clerk', 'field_worker', 'head'])
    // The session from before knew other roles.
    expect((await first.get('/vorgaenge')).status).toBe(303)
  })
})

describe('an answer', () => {
  const lost = async (answer: Response) => {
    expect(answer.status).toBe(409)
    expect(await failure(answer)).toContain('Diese Anmeldung gilt nicht mehr')
  }

  test('counts once', async () => {
    const client = desk.visitor()
    const { back } = await signOn(client, 'neu')
    await lost(await client.get(back))
  })

  test('counts in the browser that asked', async () => {
    const client = desk.visitor()
    const out = await client.get('/anmeldung/dienst/rathaus')
    const back = new URL(await provider.visit(out.headers.get('location')!, 'neu'))
    await lost(await desk.visitor().get(back.pathname + back.search))
    // Also not for somebody who waits for an answer of their own.
    const other = desk.visitor()
    await other.get('/anmeldung/dienst/rathaus')
    await lost(await other.get(back.pathname + back.search))
  })

  test('counts for ten minutes', async () => {
    const client = desk.visitor()
    const out = await client.get('/anmeldung/dienst/rathaus')
    const back = new URL(await provider.visit(out.headers.get('location')!, 'neu'))
    town.clock.advance({ minutes: 11 })
    await lost(await client.get(back.pathname + back.search))
  })

  test('with another state is nobody’s, without a code refused', async () => {
    const client = desk.visitor()
    const out = await client.get('/anmeldung/dienst/rathaus')
    const back = new URL(await provider.visit(out.headers.get('location')!, 'neu'))
    const bent = new URLSearchParams(back.search)
    bent.set('state', `${bent.get('state')!.slice(0, -1)}x`)
    await lost(await client.get(`${back.pathname}?${bent}`))
    await lost(await client.get(back.pathname))
    const state = back.searchParams.get('state')!
    const answer = await client.get(
      `${back.pathname}?state=${state}&iss=${encodeURIComponent(provider.issuer)}`,
    )
    expect(answer.status).toBe(403)
  })

  test('that says no is no fault of ours', async () => {
    const client = desk.visitor()
    const out = await client.get('/anmeldung/dienst/rathaus')
    const state = new URL(out.headers.get('location')!).searchParams.get('state')!
    const iss = encodeURIComponent(provider.issuer)
    const back = `/anmeldung/dienst/rathaus/zurueck?error=access_denied&state=${state}&iss=${iss}`
    const answer = await client.get(back)
    expect(answer.status).toBe(403)
    expect(await failure(answer)).toContain('abgebrochen oder abgelehnt')
  })

  test('with two tabs open, both count', async () => {
    const client = desk.visitor()
    const tabs = [
      await client.get('/anmeldung/dienst/rathaus'),
      await client.get('/anmeldung/dienst/rathaus'),
    ]
    for (const tab of tabs) {
      const back = new URL(await provider.visit(tab.headers.get('location')!, 'neu'))
      expect((await client.get(back.pathname + back.search)).status).toBe(303)
    }
  })
})

describe('the second factor', () => {
  const withFactor = async () => {
    const account = (await town.tx('system', (ctx) => accountByEmail(ctx, 'faktor@teststadt.example')))!
    await town.tx('system', (ctx) =>
      ctx.db
        .insertInto('identity.totp')
        .values({
          tenant_id: ctx.tenant.id,
          account_id: account.id,
          sealed: Buffer.from('x'),
          last_step: 0,
          created_at: ctx.now,
        })
        .execute(),
    )
  }

  test('is asked for by us, or left to the provider where that is wanted', async () => {
    await signOn(desk.visitor(), 'faktor')
    await withFactor()
    const client = desk.visitor()
    const { answer } = await signOn(client, 'faktor', { query: '?weiter=%2Fvorgaenge' })
    expect(answer.headers.get('location')).toBe('/anmeldung/code?weiter=%2Fvorgaenge')
    expect((await client.get('/vorgaenge')).status).toBe(303)
    expect((await client.get('/anmeldung/code')).status).toBe(200)
    await change({ factor: 'shown' })
    const again = await signOn(desk.visitor(), 'faktor')
    expect(again.answer.headers.get('location')).toBe('/anmeldung/code')
    await change({ factor: 'theirs' })
    const through = await signOn(desk.visitor(), 'faktor')
    expect(through.answer.headers.get('location')).toBe('/vorgaenge')
    await change({})
  })
})

describe('dangerous actions', () => {
  test('want more than a session there that may be hours old', async () => {
    const confirmed = (client: PageClient) =>
      town.tx('system', (ctx) => confirmedLately(ctx, client.cookies.get('sitzung')!))
    const client = desk.visitor()
    const cookies = new Map<string, string>()
    await signOn(client, 'neu', { cookies })
    expect(await confirmed(client)).toBe(false)
    // Somebody at an open desk cannot confirm by signing on once more without a word.
    await signOn(client, 'neu', { cookies })
    expect(await confirmed(client)).toBe(false)
    await signOn(client, 'neu', { cookies, query: '?neu=ja' })
    expect(await confirmed(client)).toBe(true)
  })
})

describe('the end of a session', () => {
  test('there is the end here', async () => {
    const client = desk.visitor()
    const other = desk.visitor()
    const cookies = new Map<string, string>()
    await signOn(client, 'neu', { cookies })
    await signOn(other, 'neu')
    expect((await client.get('/vorgaenge')).status).toBe(200)
    await provider.leave(cookies)
    expect((await client.get('/vorgaenge')).status).toBe(303)
    // Another session there, another session here.
    expect((await other.get('/vorgaenge')).status).toBe(200)
  })

  test('here offers the end there', async () => {
    const client = desk.visitor()
    await signOn(client, 'neu')
    const out = await client.post('/abmeldung')
    expect(out.headers.get('location')).toBe('/anmeldung/dienst/rathaus/abgemeldet')
    expect((await client.get('/vorgaenge')).status).toBe(303)
    const html = await (await client.get('/anmeldung/dienst/rathaus/abgemeldet')).text()
    expect(html).toContain('Sie sind abgemeldet')
    const link = new URL(/href="([^"]*session\/end[^"]*)"/.exec(html)![1]!.replaceAll('&amp;', '&'))
    expect(link.origin).toBe(provider.issuer)
    expect(link.searchParams.get('post_logout_redirect_uri')).toBe(`${base}/anmeldung`)
    expect(link.searchParams.get('id_token_hint')!.split('.')).toHaveLength(3)
    // Nobody else gets to see it.
    const stranger = await desk.visitor().get('/anmeldung/dienst/rathaus/abgemeldet')
    expect(stranger.headers.get('location')).toBe('/anmeldung')
  })
})

describe('a provider', () => {
  test('that is unknown, of citizens or not offered is not there', async () => {
    const client = desk.visitor()
    expect((await client.get('/anmeldung/dienst/niemand')).status).toBe(404)
    await town.tx('system', (ctx) => offerProvider(ctx, id, false))
    expect((await client.get('/anmeldung/dienst/rathaus')).status).toBe(404)
    expect(await (await client.get('/anmeldung')).text()).not.toContain('Rathaus-Konto')
    await town.tx('system', (ctx) => offerProvider(ctx, id, true))
    const citizens = await town.tx('system', (ctx) =>
      createProvider(ctx, settings({ code: 'buerger', audience: 'citizens' }), null),
    )
    await town.tx('system', (ctx) => offerProvider(ctx, citizens, true))
    expect((await client.get('/anmeldung/dienst/buerger')).status).toBe(404)
    expect((await client.post('/anmeldung/dienst/buerger/abmeldung', { logout_token: 'x' })).status).toBe(404)
  })

  test('of another town is not ours', async () => {
    expect((await desk.visitor(town.other.tenant).get('/anmeldung/dienst/rathaus')).status).toBe(404)
  })

  test('that is away is said to be away', async () => {
    const gone = await town.tx('system', (ctx) =>
      createProvider(ctx, settings({ code: 'weg', name: 'Weg', issuer: 'http://127.0.0.1:9' }), 'x'),
    )
    await town.tx('system', (ctx) => offerProvider(ctx, gone, true))
    const answer = await desk.visitor().get('/anmeldung/dienst/weg')
    expect(answer.status).toBe(503)
    expect(await failure(answer)).toContain('Der Anmeldedienst antwortet gerade nicht')
  })

  test('is asked for at the address that it knows', async () => {
    const answer = await desk.app.request('http://localhost:3000/anmeldung/dienst/rathaus', {
      headers: { host: 'localhost:3000' },
    })
    expect(answer.headers.get('location')).toBe(`${base}/anmeldung/dienst/rathaus`)
  })
})
