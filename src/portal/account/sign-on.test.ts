import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProvider, offerProvider } from '#modules/identity/index.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import type { PageClient } from '../../../test/page-client.ts'
import { SignOnProvider } from '../../../test/sign-on-provider.ts'
import { accountsOf } from './account.fixture.ts'

let town: TestTown
let accounts: ReturnType<typeof accountsOf>
let broker: SignOnProvider
/** How surely the broker knows somebody. */
const known = (login: string, assurance: 'pwd' | 'eid') =>
  broker.people.set(login, {
    name: `${login} Ğünay`,
    email: `${login}@example.org`,
    email_verified: true,
    assurance,
  })
beforeAll(async () => {
  town = await testTown()
  accounts = accountsOf(town)
  broker = await SignOnProvider.start({
    url: 'http://teststadt.localhost:3000',
    code: 'bund',
    at: '/konto/anmeldung/anbieter',
    fetch: async (url, init) =>
      accounts.app.request(url, { ...init, headers: { ...init.headers, host: 'teststadt.localhost:3000' } }),
  })
  for (const login of ['bo', 'cem', 'dana']) known(login, 'pwd')
  await town.tx('system', async (ctx) => {
    const id = await createProvider(
      ctx,
      {
        code: 'bund',
        name: 'BundID',
        audience: 'citizens',
        issuer: broker.issuer,
        clientId: broker.clientId,
        scopes: ['openid', 'email', 'profile'],
        creates: true,
        matchesEmail: false,
        factor: 'ours',
        factorValues: [],
        levelClaim: 'assurance',
        levels: [
          { value: 'pwd', level: 'low' },
          { value: 'eid', level: 'substantial' },
        ],
      },
      broker.clientSecret,
    )
    await offerProvider(ctx, id, true)
  })
})
afterAll(async () => {
  await broker.close()
  await town.close()
})

/** Through the broker's own pages and back; answers where that leads. */
async function signOn(
  client: PageClient,
  login: string,
  cookies = new Map<string, string>(),
  weiter = '/konto',
) {
  const begun = await client.get(`/konto/anmeldung/anbieter/bund?weiter=${encodeURIComponent(weiter)}`)
  const back = new URL(await broker.visit(begun.headers.get('location')!, login, cookies))
  return client.get(back.pathname + back.search)
}

describe('a broker that vouches for citizens', () => {
  it('signs in with the level that it is sure at, and comes back to where the person was', async () => {
    const client = accounts.visitor()
    expect(await (await client.get('/konto/anmeldung')).text()).toContain('Mit BundID anmelden')
    const answer = await signOn(client, 'bo', new Map(), '/konto/termine')
    expect(answer.headers.get('location')).toBe('/konto/termine')
    expect(await accounts.citizen(client)).toMatchObject({ level: 'low', name: 'bo Ğünay' })
    known('bo', 'eid')
    const surer = accounts.visitor()
    await signOn(surer, 'bo')
    expect(await accounts.citizen(surer)).toMatchObject({ level: 'substantial', name: 'bo Ğünay' })
    expect((await accounts.citizen(surer))?.id).toBe((await accounts.citizen(client))?.id)
  })

  it('raises who is signed in by link already, with a new session in place of the old', async () => {
    const client = await accounts.signedIn('cem.anders@example.org')
    const before = { id: (await accounts.citizen(client))!.id, token: client.cookies.get('konto')! }
    await signOn(client, 'cem')
    expect(await accounts.citizen(client)).toMatchObject({ id: before.id, level: 'low' })
    expect(client.cookies.get('konto')).not.toBe(before.token)
    client.cookies.set('konto', before.token)
    expect(await accounts.citizen(client)).toBeNull()
  })

  it('is believed once, in the browser that began, and not when somebody says no', async () => {
    const [own, other] = [accounts.visitor(), accounts.visitor()]
    const begun = await own.get('/konto/anmeldung/anbieter/bund')
    const back = new URL(await broker.visit(begun.headers.get('location')!, 'dana'))
    const answer = back.pathname + back.search
    expect((await other.get(answer)).headers.get('location')).toMatch(/fehler=provider/)
    expect(other.cookies.has('konto')).toBe(false)
    const again = await own.get('/konto/anmeldung/anbieter/bund')
    const state = new URL(again.headers.get('location')!).searchParams.get('state')
    const no = await own.get(`/konto/anmeldung/anbieter/bund/zurueck?error=access_denied&state=${state}`)
    expect(no.headers.get('location')).toMatch(/fehler=(declined|provider)/)
    expect((await own.get('/konto/anmeldung/anbieter/fremd')).headers.get('location')).toMatch(
      /fehler=provider/,
    )
  })

  it('ends our session when it ends its own', async () => {
    const cookies = new Map<string, string>()
    const client = accounts.visitor()
    await signOn(client, 'dana', cookies)
    expect(await accounts.citizen(client)).not.toBeNull()
    await broker.leave(cookies)
    for (let i = 0; i < 50 && (await accounts.citizen(client)); i++)
      await new Promise((resolve) => setTimeout(resolve, 20))
    expect(await accounts.citizen(client)).toBeNull()
    const forged = await client.post('/konto/anmeldung/anbieter/bund/abmeldung', { logout_token: 'a.b.c' })
    expect(forged.status).toBe(400)
  })
})
