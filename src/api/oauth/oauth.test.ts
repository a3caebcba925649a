import { SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiKey, revokeApiKey } from '#modules/identity/index.ts'
import { type ApiTown, apiTown } from '../api.fixture.ts'

let api: ApiTown
let client: { id: string; key: string }
beforeAll(async () => {
  api = await apiTown()
  client = await api.town.tx('system', (ctx) =>
    createApiKey(ctx, { label: 'Fachverfahren', scopes: ['cases.read', 'events.read'], perMinute: 1000 }),
  )
})
afterAll(() => api.town.close())

const ask = (fields: Record<string, string>, headers: Record<string, string> = {}, host?: string) =>
  api.ask('/oauth/token', {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', ...fields }),
    headers,
    ...(host && { host }),
  })
const basic = (id = client.id, key = client.key) => ({
  authorization: `Basic ${Buffer.from(`${id}:${encodeURIComponent(key)}`).toString('base64')}`,
})
const token = async (fields: Record<string, string> = {}): Promise<string> => {
  const answer = await ask(fields, basic())
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { access_token: string }).access_token
}
const open = (credential: string, path = '/api/v1/cases', host?: string) =>
  api
    .ask(path, { headers: { authorization: `Bearer ${credential}` }, ...(host && { host }) })
    .then((answer) => answer.status)

describe('a token', () => {
  test('is given for a key, and opens what the key opens', async () => {
    const answer = await ask({}, basic())
    expect(answer.headers.get('cache-control')).toBe('no-store')
    const said = (await answer.json()) as Record<string, unknown>
    expect(said).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'cases.read events.read' })
    expect(await open(said.access_token as string)).toBe(200)
    const body = await ask({ client_id: client.id, client_secret: client.key })
    expect(body.status).toBe(200)
  })

  test('may have fewer scopes than its key, never more', async () => {
    const narrow = await token({ scope: 'events.read' })
    expect(await open(narrow, '/api/v1/events')).toBe(200)
    expect(await open(narrow)).toBe(403)
    const wide = await ask({ scope: 'cases.write' }, basic())
    expect([wide.status, await wide.json()]).toEqual([400, { error: 'invalid_scope' }])
  })

  test('ends after an hour, and at once with its key', async () => {
    const made = await api.town.tx('system', (ctx) =>
      createApiKey(ctx, { label: 'kurz', scopes: ['cases.read'], perMinute: 100 }),
    )
    const answer = await ask({}, basic(made.id, made.key))
    const { access_token } = (await answer.json()) as { access_token: string }
    expect(await open(access_token)).toBe(200)
    await api.town.tx('system', (ctx) => revokeApiKey(ctx, made.id))
    expect(await open(access_token)).toBe(403)
    const later = await token()
    api.town.clock.advance({ minutes: 61 })
    expect(await open(later)).toBe(403)
  })

  test('of one town opens nothing in another', async () => {
    expect(await open(await token(), '/api/v1/cases', 'anderstadt.localhost')).toBe(403)
  })

  test('cannot be made by anybody else, or changed', async () => {
    const forged = await new SignJWT({ scope: 'cases.read' })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(client.id)
      .setAudience(api.town.tenant.id)
      .setExpirationTime('1h')
      .sign(Buffer.alloc(32))
    expect(await open(forged)).toBe(403)
    const real = await token()
    const [head, body, signature] = real.split('.')
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url')
    expect(await open(`${none}.${body}.`)).toBe(403)
    const more = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body!, 'base64url').toString()), scope: 'cases.write' }),
    ).toString('base64url')
    expect(await open(`${head}.${more}.${signature}`)).toBe(403)
    expect(await open('a.b.c')).toBe(403)
  })

  test('gets no further tokens', async () => {
    expect((await ask({}, basic(client.id, await token()))).status).toBe(401)
  })
})

describe('the token endpoint says what is wrong as the standard has it', () => {
  test.each([
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
    [{}, 401, 'invalid_client'],
    [{ client_id: 'x', client_secret: 'y' }, 401, 'invalid_client'],
  ])('%j', async (fields, status, error) => {
    const answer = await ask(fields as Record<string, string>)
    expect([answer.status, await answer.json()]).toEqual([status, { error }])
  })
  test('a key under a foreign name, two ways at once, JSON', async () => {
    const other = await api.town.tx('system', (ctx) =>
      createApiKey(ctx, { label: 'anderer', scopes: [], perMinute: 1 }),
    )
    expect((await ask({}, basic(other.id))).status).toBe(401)
    expect((await ask({ client_secret: client.key }, basic())).status).toBe(400)
    const json = await api.ask('/oauth/token', {
      method: 'POST',
      body: '{"grant_type":"client_credentials"}',
      headers: { 'content-type': 'application/json' },
    })
    expect(json.status).toBe(400)
  })
  test('and says where it is', async () => {
    const answer = await api.ask('/.well-known/oauth-authorization-server')
    expect(await answer.json()).toMatchObject({
      issuer: 'http://teststadt.localhost:3000',
      token_endpoint: 'http://teststadt.localhost:3000/oauth/token',
    })
  })
})
