import { createHash } from 'node:crypto'
import { generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { anonymous, system } from '#platform/context/actor.ts'
import { BentProvider } from '../../../../test/bent-provider.ts'
import { type TestTown, testTown } from '../../../../test/helpers.ts'
import { beginSession, sessionAccount } from '../session.ts'
import { askingFor } from './asking.ts'
import { logoutByToken } from './back-channel.ts'
import { beginSignOn } from './beginning.ts'
import { bindSession } from './bound.ts'
import { checkProvider } from './checking.ts'
import { cleanSignOn } from './cleaning.ts'
import { causesOf, type SignOnFailed } from './failure.ts'
import { finishSignOn } from './finishing.ts'
import { changeProvider, createProvider, offerProvider, type ProviderInput } from './managing.ts'
import { providerByCode, providers } from './provider.ts'

const base = 'http://teststadt.localhost:3000'
let town: TestTown
let bent: BentProvider
let other: BentProvider

const who = () => ({ tenant: town.tenant, actor: anonymous })
const input = (
  code: string,
  { issuer, clientId }: BentProvider,
  more: Partial<ProviderInput> = {},
): ProviderInput => ({
  code,
  name: code,
  audience: 'staff',
  issuer,
  clientId,
  scopes: ['openid'],
  creates: false,
  matchesEmail: false,
  factor: 'shown',
  factorValues: ['mfa'],
  levelClaim: 'acr',
  levels: [
    { value: 'loa2', level: 'substantial' },
    { value: 'loa3', level: 'high' },
  ],
  ...more,
})
/** A new row each time, so that nothing is remembered of what the provider said before. */
let count = 0
const provided = async (of: BentProvider = bent, more: Partial<ProviderInput> = {}): Promise<string> => {
  count += 1
  const code = `p${count}`
  await town.tx('system', async (ctx) =>
    offerProvider(ctx, await createProvider(ctx, input(code, of, more), of.clientSecret), true),
  )
  return code
}
const begin = (code: string, more: Partial<Parameters<typeof beginSignOn>[3]> = {}) =>
  beginSignOn(town.platform, who(), code, { audience: 'staff', redirectUri: `${base}/zurueck`, ...more })
const finish = (code: string, search: string, flow: string) =>
  finishSignOn(town.platform, who(), code, { audience: 'staff', search, flow })
async function signOn(code: string, of = bent) {
  const { url, flow } = await begin(code)
  return finish(code, of.back(url), flow)
}
const refused = (reason: string) => expect.objectContaining({ reason })

beforeAll(async () => {
  town = await testTown()
  bent = await BentProvider.start()
  other = await BentProvider.start()
})
afterEach(() => {
  bent.straighten()
  other.straighten()
})
afterAll(async () => {
  await bent?.close()
  await other?.close()
  await town?.close()
})

describe('an honest answer', () => {
  test('is taken, and redeemed with the verifier of its challenge', async () => {
    bent.claims = (claims) => ({ ...claims, acr: 'loa2', amr: ['pwd', 'mfa'] })
    bent.userinfo = { sub: 'person', sid: 'forged', email: 'a@b.example' }
    const signedOn = await signOn(await provided())
    expect(signedOn).toMatchObject({ subject: 'person', sid: 's1', level: 'substantial', factorShown: true })
    // The signed word counts more than the one beside it.
    expect(signedOn.claims).toMatchObject({ sid: 's1', email: 'a@b.example' })
    const challenge = createHash('sha256').update(bent.redeemed.get('code_verifier')!).digest('base64url')
    expect(challenge).toBe(bent.asked.get('code_challenge'))
    expect(bent.redeemed.get('redirect_uri')).toBe(`${base}/zurueck`)
  })

  test('asks for a level where one is needed, and anew where that is meant', async () => {
    const code = await provided()
    const { url } = await begin(code, { level: 'substantial', anew: 'proof' })
    const asked = new URL(url).searchParams
    expect(asked.get('acr_values')).toBe('loa2 loa3')
    expect(asked.get('prompt')).toBe('login')
    expect(asked.get('max_age')).toBe('0')
    const { url: choice } = await begin(code, { anew: 'choice' })
    expect(new URL(choice).searchParams.get('prompt')).toBe('login')
    expect(new URL(choice).searchParams.has('max_age')).toBe(false)
  })

  test('counts only if it is new where that was asked', async () => {
    const code = await provided()
    const old = Math.floor(town.clock.now().getTime() / 1000) - 100_000
    bent.claims = (claims) => ({ ...claims, auth_time: old })
    const { url, flow } = await begin(code, { anew: 'proof' })
    await expect(finish(code, bent.back(url), flow)).rejects.toEqual(refused('untrusted'))
    bent.straighten()
    const silent = await begin(code, { anew: 'proof' })
    await expect(finish(code, bent.back(silent.url), silent.flow)).rejects.toEqual(refused('untrusted'))
    bent.claims = (claims) => ({ ...claims, auth_time: claims.iat })
    const fresh = await begin(code, { anew: 'proof' })
    expect((await finish(code, bent.back(fresh.url), fresh.flow)).subject).toBe('person')
  })
})

describe('a token is not believed', () => {
  const now = () => Math.floor(Date.now() / 1000)
  test.each<[string, (claims: JWTPayload) => JWTPayload]>([
    ['with another nonce', (c) => ({ ...c, nonce: 'another' })],
    ['without a nonce', ({ nonce: _, ...c }) => c],
    ['for somebody else', (c) => ({ ...c, aud: 'another-client' })],
    ['of somebody else', (c) => ({ ...c, iss: other.issuer })],
    ['that is over', (c) => ({ ...c, iat: now() - 900, exp: now() - 600 })],
    ['without an end', ({ exp: _, ...c }) => c],
    ['without a subject', ({ sub: _, ...c }) => c],
    ['with an endless subject', (c) => ({ ...c, sub: 'x'.repeat(300) })],
  ])('%s', async (_, claims) => {
    bent.claims = claims
    await expect(signOn(await provided())).rejects.toEqual(refused('untrusted'))
  })

  test('signed by nobody, by another key, or with the secret that we share', async () => {
    const code = await provided()
    const foreign = (await generateKeyPair('RS256')).privateKey
    const secret = new TextEncoder().encode(bent.clientSecret)
    const ways: ((claims: JWTPayload) => Promise<string>)[] = [
      async (claims) => new UnsecuredJWT(claims).encode(),
      (claims) => bent.signed(claims, { key: foreign }),
      (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(secret),
    ]
    for (const sign of ways) {
      bent.sign = sign
      await expect(signOn(code)).rejects.toEqual(refused('untrusted'))
    }
  })

  test('and the log says why without saying who', async () => {
    bent.claims = (claims) => ({ ...claims, nonce: 'x', email: 'kanarie@stadt.example', name: 'Kanarie' })
    const failed = await signOn(await provided()).catch((error: SignOnFailed) => error)
    const said = JSON.stringify(causesOf(failed as SignOnFailed))
    expect(said).toContain('OAUTH_JWT_CLAIM_COMPARISON_FAILED')
    expect(said).not.toMatch(/kanarie/i)
  })

  test('when the userinfo is about somebody else', async () => {
    bent.userinfo = { sub: 'somebody-else' }
    await expect(signOn(await provided())).rejects.toEqual(refused('untrusted'))
  })
})

describe('providers are not mixed up', () => {
  test('an answer says from whom it is, and comes to whom it was asked of', async () => {
    const [mine, theirs] = [await provided(bent), await provided(other)]
    const first = await begin(mine)
    await expect(finish(mine, bent.back(first.url, { iss: other.issuer }), first.flow)).rejects.toEqual(
      refused('untrusted'),
    )
    const second = await begin(mine)
    await expect(finish(theirs, bent.back(second.url), second.flow)).rejects.toEqual(refused('lost'))
    // It is used up all the same.
    await expect(finish(mine, bent.back(second.url), second.flow)).rejects.toEqual(refused('lost'))
  })

  test('one for citizens lets in no staff', async () => {
    const code = await provided(bent, { audience: 'citizens' })
    await expect(begin(code)).rejects.toEqual(refused('unknown'))
    expect((await begin(code, { audience: 'citizens' })).url).toContain(bent.issuer)
  })
})

describe('a provider that is not right', () => {
  const bad = async (reason: string) => {
    await expect(begin(await provided())).rejects.toEqual(refused(reason))
  }
  const text = (type: string, body: string, status = 200, headers = {}) =>
    bent.instead.set('/.well-known/openid-configuration', (_req, res) => {
      res.writeHead(status, { 'content-type': type, ...headers }).end(body)
    })

  test('calls itself something else', async () => {
    bent.metadata = { issuer: 'https://other.example' }
    await bad('unusable')
  })
  test('leads elsewhere', async () => {
    text('text/plain', '', 302, { location: `${other.issuer}/.well-known/openid-configuration` })
    await bad('unusable')
  })
  test('says too much', async () => {
    text('application/json', JSON.stringify({ issuer: 'x'.repeat(2_000_000) }))
    await bad('unusable')
  })
  test('says nothing', async () => {
    bent.instead.set('/.well-known/openid-configuration', (_req, res) => res.destroy())
    await bad('unreachable')
  })
  test('takes its time', { timeout: 15_000 }, async () => {
    bent.instead.set('/.well-known/openid-configuration', () => {})
    const started = performance.now()
    await bad('unreachable')
    expect(performance.now() - started).toBeLessThan(8000)
  })
  test('has a script where its pages should be', async () => {
    bent.metadata = { authorization_endpoint: 'javascript:alert(1)' }
    await expect(begin(await provided())).rejects.toThrow()
  })
})

describe('what may be asked over the network', () => {
  const get = (url: string, issuer: string, production = false) =>
    askingFor({ issuer, production })(url, {
      method: 'GET',
      headers: {},
      body: undefined,
      redirect: 'manual',
    })

  test.each([
    ['http beyond this machine', 'http://192.0.2.1/', 'http://192.0.2.1/', false],
    ['http in production', 'http://127.0.0.1:9/', 'http://127.0.0.1:9/', true],
    ['a file', 'file:///etc/passwd', 'https://93.184.216.34', false],
    ['an inner address for a public issuer', 'https://10.0.0.1/', 'https://93.184.216.34', false],
    ['this machine for a public issuer', 'https://[::1]/', 'https://93.184.216.34', false],
    ['the cloud’s metadata for a public issuer', 'https://169.254.169.254/', 'https://93.184.216.34', false],
  ])('not %s', async (_, url, issuer, production) => {
    await expect(get(url, issuer, production)).rejects.toThrow(/https|inner|machine/)
  })

  test('an inner issuer may name inner hosts', async () => {
    const answer = await get(`${bent.issuer.replace('127.0.0.1', 'localhost')}/jwks`, bent.issuer)
    expect(answer.status).toBe(200)
  })
})

describe('back-channel logout', () => {
  const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
  const good = (): JWTPayload => {
    const iat = Math.floor(Date.now() / 1000)
    const jti = crypto.randomUUID()
    return {
      iss: bent.issuer,
      aud: bent.clientId,
      iat,
      exp: iat + 120,
      jti,
      sub: 'person',
      events: { [EVENT]: {} },
    }
  }
  const send = (code: string, token: string) =>
    logoutByToken(town.platform, { tenant: town.tenant, actor: system('sign_on') }, code, token)
  const signedIn = async (code: string, sid = 's1') => {
    const session = await town.tx('system', async (ctx) => {
      const begun = await beginSession(ctx, town.ids.clerk, 'oidc', { address: '127.0.0.1' })
      const provider = (await providerByCode(ctx, code))!
      await bindSession(ctx, begun.token, { provider, subject: 'person', sid, idToken: 'x' })
      return begun
    })
    return () => town.tx('system', (ctx) => sessionAccount(ctx, session.token))
  }

  test('ends the sessions of the subject, or of one session there; once', async () => {
    const code = await provided()
    const [one, two, elsewhere] = [
      await signedIn(code, 's1'),
      await signedIn(code, 's2'),
      await signedIn(await provided()),
    ]
    const token = await bent.signed({ ...good(), sid: 's1' }, { typ: 'logout+jwt' })
    expect((await send(code, token)).ended).toHaveLength(1)
    expect([await one(), (await two())?.id]).toEqual([null, town.ids.clerk])
    await expect(send(code, token)).rejects.toEqual(refused('untrusted'))
    expect((await send(code, await bent.signed(good()))).ended).toHaveLength(1)
    expect(await two()).toBeNull()
    // A session from another provider has nothing to do with it.
    expect((await elsewhere())?.id).toBe(town.ids.clerk)
  })

  test.each<[string, (c: JWTPayload) => JWTPayload]>([
    ['of another issuer', (c) => ({ ...c, iss: other.issuer })],
    ['for another client', (c) => ({ ...c, aud: 'another' })],
    ['without an id', ({ jti: _, ...c }) => c],
    ['without a time', ({ iat: _, ...c }) => c],
    ['from long ago', (c) => ({ ...c, iat: c.iat! - 3600, exp: c.exp! + 3600 })],
    ['that is over', (c) => ({ ...c, exp: c.iat! - 60 })],
    ['that is none', ({ events: _, ...c }) => c],
    ['about something else', (c) => ({ ...c, events: { 'urn:other': {} } })],
    ['that could be an id_token', (c) => ({ ...c, nonce: 'n' })],
    ['about nobody', ({ sub: _, ...c }) => c],
  ])('not by a token %s', async (_, claims) => {
    const code = await provided()
    const session = await signedIn(code)
    await expect(send(code, await bent.signed(claims(good())))).rejects.toEqual(refused('untrusted'))
    expect(await session()).not.toBeNull()
  })

  test('not by a token that anybody could have made', async () => {
    const code = await provided()
    const secret = new TextEncoder().encode(bent.clientSecret)
    const foreign = (await generateKeyPair('RS256')).privateKey
    for (const token of [
      'nonsense',
      new UnsecuredJWT(good()).encode(),
      await new SignJWT(good()).setProtectedHeader({ alg: 'HS256' }).sign(secret),
      await bent.signed(good(), { key: foreign }),
      await bent.signed(good(), { typ: 'at+jwt' }),
    ])
      await expect(send(code, token)).rejects.toEqual(refused('untrusted'))
  })
})

describe('looking after providers', () => {
  test('shows nobody the secret, and seals it for its own row', async () => {
    const code = await provided()
    const all = JSON.stringify(await town.tx('system', (ctx) => providers(ctx)))
    expect(all).not.toContain(bent.clientSecret)
    const rows = await town.tx('system', (ctx) =>
      ctx.db.selectFrom('identity.provider').selectAll().where('tenant_id', '=', ctx.tenant.id).execute(),
    )
    expect(rows.find((row) => row.code === code)!.secret!.toString('latin1')).not.toContain(bent.clientSecret)
    const changes = await town.tx('system', (ctx) =>
      ctx.db.selectFrom('audit.change').selectAll().where('tenant_id', '=', ctx.tenant.id).execute(),
    )
    expect(JSON.stringify(changes)).not.toContain(bent.clientSecret)
  })

  test('sends an old secret to no new issuer', async () => {
    const code = await provided()
    await town.tx('system', async (ctx) => {
      const { id, version } = (await providerByCode(ctx, code))!
      await changeProvider(ctx, id, input(code, other), undefined, version)
    })
    expect((await town.tx('system', (ctx) => providerByCode(ctx, code)))!.hasSecret).toBe(false)
  })

  test('is for those who may, and sees changes of others', async () => {
    const code = await provided()
    const provider = (await town.tx('system', (ctx) => providerByCode(ctx, code)))!
    const clerk = await town.staff(town.ids.clerk)
    await expect(
      town.tx(clerk, (ctx) => changeProvider(ctx, provider.id, input(code, bent), null, provider.version)),
    ).rejects.toMatchObject({ status: 403 })
    await expect(
      town.tx('system', (ctx) => changeProvider(ctx, provider.id, input(code, bent), null, 99)),
    ).rejects.toMatchObject({ code: 'sign_on.version' })
    const elsewhere = { ...input('x', bent), issuer: 'http://sso.stadt.example' }
    await expect(town.tx('system', (ctx) => createProvider(ctx, elsewhere, null))).rejects.toMatchObject({
      code: 'sign_on.issuer',
    })
  })

  test('says in steps what fails', async () => {
    const check = async (code: string) =>
      (await checkProvider(town.platform, who(), code, `${base}/zurueck`))!.map((l) => `${l.step} ${l.why}`)
    bent.instead.set('/token', (_req, res) => {
      res.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}')
    })
    expect(await check(await provided())).toEqual([
      'address good',
      'answer good',
      'issuer good',
      'code good',
      'keys good',
      'client good',
      'pkce silent',
      'scopes good',
      'logout silent',
    ])
    bent.instead.set('/token', (_req, res) => {
      res.writeHead(401, { 'content-type': 'application/json' }).end('{"error":"invalid_client"}')
    })
    expect(await check(await provided())).toContain('client refused')
    bent.metadata = { issuer: 'https://anders.example' }
    expect(await check(await provided())).toContain('issuer other')
    bent.metadata = { jwks_uri: undefined }
    expect((await check(await provided())).at(-1)).toBe('keys missing')
    bent.instead.set('/.well-known/openid-configuration', (_req, res) => res.writeHead(404).end())
    expect((await check(await provided())).at(-1)).toBe('answer status')
    const gone = await provided(bent, { issuer: 'http://127.0.0.1:9' })
    expect((await check(gone)).at(-1)).toBe('answer refused')
  })

  test('forgets what nobody waits for any more', async () => {
    await begin(await provided())
    const left = () =>
      town.tx('system', async (ctx) => {
        await cleanSignOn(ctx)
        const rows = await ctx.db
          .selectFrom('identity.sign_on_flow')
          .select('provider_id')
          .where('tenant_id', '=', ctx.tenant.id)
          .execute()
        return rows.length
      })
    expect(await left()).toBeGreaterThan(0)
    town.clock.advance({ minutes: 11 })
    expect(await left()).toBe(0)
  })
})
