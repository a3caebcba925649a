import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anonymous } from '#platform/context/actor.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import { SignOnProvider } from '../../../../test/sign-on-provider.ts'
import { beginSignOn } from './beginning.ts'
import { finishSignOn } from './finishing.ts'
import { createProvider, offerProvider, type ProviderInput } from './managing.ts'
import { providerByCode } from './provider.ts'

const base = 'http://teststadt.localhost:3000'
const redirectUri = `${base}/anmeldung/dienst/rathaus/zurueck`
let town: TestTown
let provider: SignOnProvider
let input: ProviderInput

const who = () => ({ tenant: town.tenant, actor: anonymous })
const begin = (more: Partial<Parameters<typeof beginSignOn>[3]> = {}) =>
  beginSignOn(town.platform, who(), 'rathaus', { audience: 'staff', redirectUri, ...more })
const finish = (search: string, flow: string | undefined, code = 'rathaus') =>
  finishSignOn(town.platform, who(), code, { audience: 'staff', search, flow })
const visit = async (url: string, login = 'mira') => new URL(await provider.visit(url, login)).search

beforeAll(async () => {
  town = await testTown()
  provider = await SignOnProvider.start({ url: base, code: 'rathaus' })
  provider.people.set('mira', {
    email: 'mira@stadt.example',
    email_verified: true,
    name: 'Mira',
    groups: ['Bauamt', 'Alle'],
  })
  input = {
    code: 'rathaus',
    name: 'Rathaus-Konto',
    audience: 'staff',
    issuer: provider.issuer,
    clientId: provider.clientId,
    scopes: ['openid', 'email', 'profile', 'groups'],
    creates: false,
    matchesEmail: false,
    factor: 'ours',
    factorValues: ['mfa'],
    levelClaim: 'acr',
    levels: [],
  }
  await town.tx('system', async (ctx) => {
    const id = await createProvider(ctx, input, provider.clientSecret)
    await offerProvider(ctx, id, true)
  })
})
afterAll(async () => {
  await provider?.close()
  await town?.close()
})

describe('signing on', () => {
  test('leads to the provider with code, PKCE, state and nonce, and comes back with who it is', async () => {
    const { url, flow } = await begin({ carried: { weiter: '/vorgaenge' } })
    const asked = new URL(url).searchParams
    expect(asked.get('response_type')).toBe('code')
    expect(asked.get('code_challenge_method')).toBe('S256')
    for (const one of ['state', 'nonce', 'code_challenge']) expect(asked.get(one)!.length).toBeGreaterThan(20)
    expect(flow).toHaveLength(22)
    const signedOn = await finish(await visit(url), flow)
    expect(signedOn).toMatchObject({
      subject: 'mira',
      claims: { email: 'mira@stadt.example', groups: ['Bauamt', 'Alle'] },
      carried: { weiter: '/vorgaenge' },
      level: 'none',
      factorShown: false,
    })
    expect(signedOn.sid).toBeTruthy()
    expect(signedOn.provider).toEqual(await town.tx('system', (ctx) => providerByCode(ctx, 'rathaus')))
    expect(JSON.stringify(signedOn)).not.toContain(provider.clientSecret)
  })
})
