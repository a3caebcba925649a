import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestTown, testTown } from '../../test/helpers.ts'
import { fakeAssets } from '../../test/page-client.ts'
import { createApp } from '../app.ts'
import { paths } from '../paths.ts'
import { CONTENT_POLICY } from './headers.ts'
import { RateLimit } from './rate-limit.ts'
import { preferred } from './tenant.ts'

let town: TestTown
let app: ReturnType<typeof createApp>
beforeAll(async () => {
  town = await testTown()
  app = createApp({ platform: town.platform, assets: fakeAssets })
})
afterAll(() => town.close())

const host = 'teststadt.localhost:3000'
const ask = (path: string, init: RequestInit = {}) =>
  app.request(`http://${host}${path}`, {
    ...init,
    headers: { host, ...(init.headers as Record<string, string>) },
  })

describe('the language', () => {
  test.each([
    [undefined, 'de'],
    ['en', 'en'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['fr,de;q=0.5,en;q=0.7', 'en'],
    ['fr', 'de'],
    ['de;q=0,en', 'en'],
    ['*', 'de'],
    [';;;,,,q=', 'de'],
  ])('of a browser that asks for %s is %s', (header, lang) => expect(preferred(header)).toBe(lang))

  test('chosen once is kept; nobody else gets a cookie for looking', async () => {
    const looked = await ask(paths.signIn)
    expect(looked.headers.getSetCookie().filter((c) => !c.includes('Max-Age=0'))).toEqual([])
    const chosen = await ask(`${paths.signIn}?lang=en`)
    expect(chosen.headers.get('set-cookie')).toMatch(/^sprache=en; .*Path=\/; SameSite=Lax/)
    expect(await (await ask(paths.signIn, { headers: { cookie: 'sprache=en' } })).text()).toContain(
      'lang="en"',
    )
    expect(await (await ask(paths.signIn, { headers: { cookie: 'sprache=<script>' } })).text()).toContain(
      'lang="de"',
    )
  })
})

describe('a page that is kept rendered', () => {
  const titleOf = async (url: string, headers: Record<string, string>) =>
    /<html[^>]* lang="(..)"[\s\S]*?<title>([^<]*)/
      .exec(await (await app.request(url, { headers })).text())
      ?.slice(1)

  test('is that of the town in the Host header, whatever town the request line names', async () => {
    const other = 'anderstadt.localhost:3000'
    const [, stolen] = (await titleOf(`http://${other}${paths.start}`, { host }))!
    const [, own] = (await titleOf(`http://${other}${paths.start}`, { host: other }))!
    expect(stolen).toContain('Teststadt')
    expect(own).toContain('Anderstadt')
  })

  test.each(['sprache="en"', 'sprache=%65n', ' sprache = en'])(
    'is not the one of somebody with the cookie %s',
    async (cookie) => {
      await titleOf(`http://${host}${paths.map}`, { host, cookie, 'accept-language': 'de' })
      expect((await titleOf(`http://${host}${paths.map}`, { host, 'accept-language': 'de' }))![0]).toBe('de')
    },
  )
})

describe('a changing request', () => {
  const post = (headers: Record<string, string>, path: string = paths.signIn) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams({ email: 'x@y.example', password: 'falsch' }),
      headers,
    })

  test.each([
    [{ origin: 'https://boese.example' }],
    [{ origin: 'http://anderstadt.localhost:3000' }],
    [{ origin: 'null' }],
    [{ 'sec-fetch-site': 'cross-site' }],
    [{ 'sec-fetch-site': 'same-site', origin: `http://${host}` }],
  ])('from elsewhere is refused: %o', async (headers: Record<string, string>) => {
    const answer = await post(headers)
    expect(answer.status).toBe(403)
    expect(await answer.text()).toContain('fremden Seite')
    for (const path of [paths.report, paths.reportDiscard, paths.signOut, '/api/open311/v2/requests.json'])
      expect((await post(headers, path)).status).toBe(403)
  })

  test('from our own page is heard', async () => {
    for (const headers of [{ origin: `http://${host}` }, { 'sec-fetch-site': 'same-origin' }, {}])
      expect((await post(headers as Record<string, string>)).status).not.toBe(403)
  })
})

describe('every answer', () => {
  test.each([
    paths.start,
    paths.signIn,
    paths.list,
    '/gibt-es-nicht',
    '/healthz',
    '/api/open311/v2/services.json',
    paths.cases,
  ])('%s carries the headers that keep browsers from harm', async (path) => {
    const { headers } = await ask(path)
    expect(headers.get('content-security-policy')).toBe(CONTENT_POLICY)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('same-origin')
    expect(headers.get('permissions-policy')).toContain('microphone=()')
    expect(headers.get('strict-transport-security')).toBeNull()
  })

  test('the policy allows nothing inline and nothing from elsewhere', () => {
    expect(CONTENT_POLICY).not.toMatch(/unsafe|https?:|\*/)
    expect(CONTENT_POLICY).toContain("frame-ancestors 'none'")
  })

  test('insists on TLS where the town is reached by it', async () => {
    const secure = await testTown({ config: { publicUrl: 'https://stadt.example' } })
    const answer = await createApp({ platform: secure.platform, assets: fakeAssets }).request(
      `http://${host}/anmeldung`,
      { headers: { host } },
    )
    expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000')
    await secure.close()
  })
})

describe('what goes wrong', () => {
  test('is a page with a sentence and a way on, in the person’s language', async () => {
    const answer = await ask('/gibt-es-nicht', { headers: { 'accept-language': 'en' } })
    const html = await answer.text()
    expect(answer.status).toBe(404)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(html).toContain('lang="en"')
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html).toContain('To the start page')
  })

  test('a slash too many leads to the page, and never to another host', async () => {
    const moved = await ask('/meldungen/?tage=7')
    expect(moved.status).toBe(308)
    expect(moved.headers.get('location')).toBe('/meldungen?tage=7')
    for (const path of ['//evil.example/', '/\\evil.example/', '/.//evil.example/'])
      expect((await ask(path)).headers.get('location')).toBeNull()
  })

  test('is a problem document for machines', async () => {
    const answer = await ask('/gibt-es-nicht', { headers: { accept: 'application/json' } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await answer.json()).toMatchObject({ status: 404, code: 'not_found', type: 'about:blank' })
  })

  test('in a town that does not exist is told in both languages, without naming any', async () => {
    const answer = await app.request('http://fremd.example/', { headers: { host: 'fremd.example' } })
    expect(answer.status).toBe(404)
    expect(await answer.text()).not.toMatch(/Teststadt|Anderstadt/)
  })

  test('does not tell what it was when it was ours', async () => {
    const broken = createApp({ platform: town.platform, assets: fakeAssets })
    broken.get('/kaputt', () => {
      throw new Error('secret detail')
    })
    const answer = await broken.request(`http://${host}/kaputt`, { headers: { host } })
    expect(answer.status).toBe(500)
    expect(await answer.text()).not.toContain('secret detail')
  })
})

test('too much at once is a matter of one address and one window', () => {
  const limits = new RateLimit(1000)
  const taken = Array.from({ length: 5 }, () => limits.take('a', 3, 5000))
  expect(taken).toEqual([true, true, true, false, false])
  expect(limits.take('b', 3, 5000)).toBe(true)
  expect(limits.take('a', 3, 6001)).toBe(true)
})

describe('health', () => {
  test('is told as long as the database answers', async () => {
    expect((await ask('/healthz')).status).toBe(200)
    expect((await ask('/readyz')).status).toBe(200)
    const metrics = await ask('/metrics')
    expect(await metrics.text()).toContain('http_request_duration_seconds')
    expect((await ask('/metrics', { headers: { 'x-forwarded-for': '203.0.113.9' } })).status).toBe(403)
  })

  test('without a database: alive, not ready, and pages say so', async () => {
    const cut = await testTown()
    const alone = createApp({ platform: cut.platform, assets: fakeAssets })
    const get = (path: string, headers = {}) =>
      alone.request(`http://${host}${path}`, { headers: { host, ...headers } })
    expect((await get(paths.signIn)).status).toBe(200)
    await cut.database.drop()
    expect((await get('/healthz')).status).toBe(200)
    expect((await get('/readyz')).status).toBe(503)
    const page = await get(paths.signIn, { cookie: 'sitzung=abcdefghijklmnopqrstuv' })
    expect(page.status).toBe(503)
    expect(page.headers.get('retry-after')).toBe('10')
    expect(await page.text()).toContain('gerade nicht erreichbar')
    const problem = await get('/meldungen', { accept: 'application/json' })
    expect(problem.status).toBe(503)
    expect(await problem.json()).toMatchObject({ code: 'unavailable' })
    await cut.platform.close()
  })
})
