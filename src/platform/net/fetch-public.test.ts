import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { type FetchLimits, fetchPublic, type Seams } from './fetch-public.ts'
import { parsePublicUrl } from './public-url.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

const limits: FetchLimits = { maxBytes: 1000, timeoutMs: 2000, accept: ['image/*'] }
const loopback: Partial<Seams> = { allow: (address) => address === '127.0.0.1' }
const named = (answers: Record<string, string>): Partial<Seams> => ({
  ...loopback,
  resolve: async (name) => [{ address: answers[name]!, family: 4 }],
})

async function listen(server: Server): Promise<number> {
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return (server.address() as AddressInfo).port
}
const serve = (listener: RequestListener) => listen(createServer(listener))

const picture: RequestListener = (_request, response) => {
  response.setHeader('content-type', 'image/png; charset=binary').end('picture')
}

test('fetches a picture and says what it is', async () => {
  const port = await serve(picture)
  const url = `http://127.0.0.1:${port}/a.png`
  expect(await fetchPublic(url, limits, loopback)).toEqual({
    ok: true,
    bytes: Buffer.from('picture'),
    type: 'image/png',
    url,
  })
})

test('sends no cookie, no referrer and the name as host', async () => {
  let seen: Record<string, unknown> = {}
  const port = await serve((request, response) => {
    seen = request.headers
    picture(request, response)
  })
  await fetchPublic(`http://pictures.example:${port}/`, limits, named({ 'pictures.example': '127.0.0.1' }))
  expect(seen).toEqual({
    accept: '*/*',
    'accept-encoding': 'identity',
    'user-agent': 'Stadtdraht',
    host: `pictures.example:${port}`,
    connection: 'close',
  })
})

test.each([
  'http://127.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[fd00::1]/',
  'http://169.254.169.254/latest/meta-data',
  'http://localhost/',
  'https://10.0.0.1/',
  'http://8.8.8.8:22/',
  'http://8.8.8.8:8080/',
])('refuses %s', async (url) => {
  expect(await fetchPublic(url, limits)).toEqual({ ok: false, reason: 'not_public' })
})

test.each([
  '',
  'picture.png',
  '//host/a.png',
  'file:///etc/passwd',
  'ftp://host/a.png',
  'data:image/png;base64,AA==',
  'http://user@8.8.8.8/',
  'http://user:word@host/',
  'http://2130706433/',
  'http://0x7f.1/',
  'http://0x7f000001/',
  'http://017700000001/',
  'http://127.1/',
  'http://127.0.0.1./',
  'http://１２７.0.0.1/',
  'http://8.8.2056/',
  'http:/127.0.0.1/',
  'http:\\\\127.0.0.1/',
  `http://host/${'a'.repeat(2000)}`,
])('does not take %s for a URL', async (url) => {
  expect(await fetchPublic(url, limits, { allow: () => true })).toEqual({ ok: false, reason: 'bad_url' })
})

test('takes ordinary addresses', () => {
  for (const url of ['https://www.example.de/a.jpg?x=1', 'HTTP://8.8.8.8:80/', 'http://bücher.example/ä.png'])
    expect(parsePublicUrl(url)).not.toBeNull()
})

test('follows redirects and judges every one of them', async () => {
  const port = await serve((request, response) => {
    if (request.url === '/a') response.writeHead(302, { location: '/b' }).end()
    else if (request.url === '/b')
      response.writeHead(307, { location: `http://second.example:${port}/c` }).end()
    else picture(request, response)
  })
  const both = { 'first.example': '127.0.0.1', 'second.example': '127.0.0.1' }
  const from = `http://first.example:${port}/a`
  expect(await fetchPublic(from, limits, named(both))).toMatchObject({
    ok: true,
    url: `http://second.example:${port}/c`,
  })
  expect(await fetchPublic(from, limits, named({ ...both, 'second.example': '10.0.0.1' }))).toMatchObject({
    reason: 'not_public',
  })
})

test.each([
  ['http://169.254.169.254/latest', 'not_public'],
  ['//10.0.0.1/', 'not_public'],
  ['file:///etc/passwd', 'bad_url'],
  ['http://0x7f.1/', 'bad_url'],
  ['http://[', 'bad_url'],
])('is not led to %s', async (location, reason) => {
  const port = await serve((_request, response) => response.writeHead(302, { location }).end())
  expect(await fetchPublic(`http://127.0.0.1:${port}/`, limits, loopback)).toEqual({ ok: false, reason })
})

test('gives up after three redirects', async () => {
  let asked = 0
  const port = await serve((_request, response) => {
    asked += 1
    response.writeHead(302, { location: '/again' }).end()
  })
  expect(await fetchPublic(`http://127.0.0.1:${port}/`, limits, loopback)).toEqual({
    ok: false,
    reason: 'redirects',
  })
  expect(asked).toBe(4)
})

test('a name that changes its mind is asked once only', async () => {
  let asked = 0
  const port = await serve(picture)
  const rebinding: Partial<Seams> = {
    allow: (address) => address === '127.0.0.1', // plays the public address; the second answer would lead elsewhere
    resolve: async () => [{ address: (asked++ ? '127.0.0.2' : '127.0.0.1') as string, family: 4 }],
  }
  expect(await fetchPublic(`http://rebind.example:${port}/`, limits, rebinding)).toMatchObject({ ok: true })
  expect(asked).toBe(1)
})

test('one inner address among outer ones is enough to refuse', async () => {
  const resolve = async () => ['93.184.215.14', '192.168.0.1'].map((address) => ({ address, family: 4 }))
  expect(await fetchPublic('http://mixed.example/', limits, { resolve })).toEqual({
    ok: false,
    reason: 'not_public',
  })
  expect(await fetchPublic('http://empty.example/', limits, { resolve: async () => [] })).toMatchObject({
    ok: false,
  })
})

test('stops at the size limit, announced or not', async () => {
  const honest = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': 5000 }).end(Buffer.alloc(5000))
  })
  const endless = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' })
    const pour = setInterval(() => response.write(Buffer.alloc(300)), 2)
    response.on('close', () => clearInterval(pour))
  })
  for (const port of [honest, endless])
    expect(await fetchPublic(`http://127.0.0.1:${port}/`, limits, loopback)).toEqual({
      ok: false,
      reason: 'too_large',
    })
})

test('slow answers do not hold it longer than the limit', async () => {
  const slowBody = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png' })
    const drip = setInterval(() => response.write('.'), 20)
    response.on('close', () => clearInterval(drip))
  })
  const slowHeader = await listen(
    createTcpServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nx-slow: ')
      const drip = setInterval(() => socket.write('.'), 20)
      socket.on('close', () => clearInterval(drip)).on('error', () => {})
    }),
  )
  const quick = { ...limits, timeoutMs: 200 }
  for (const port of [slowBody, slowHeader]) {
    const started = performance.now()
    expect(await fetchPublic(`http://127.0.0.1:${port}/`, quick, loopback)).toEqual({
      ok: false,
      reason: 'timeout',
    })
    expect(performance.now() - started).toBeLessThan(1500)
  }
  const deafNames: Partial<Seams> = { ...loopback, resolve: () => new Promise(() => {}) }
  expect(await fetchPublic('http://deaf.example/', quick, deafNames)).toEqual({
    ok: false,
    reason: 'timeout',
  })
})

test('refuses what is no picture, packed, missing or broken off', async () => {
  const answer = (status: number, headers: Record<string, string>) =>
    serve((_request, response) => response.writeHead(status, headers).end('x'))
  const html = await answer(200, { 'content-type': 'text/html' })
  const packed = await answer(200, { 'content-type': 'image/png', 'content-encoding': 'gzip' })
  const missing = await answer(404, { 'content-type': 'image/png' })
  const broken = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': 500 }).write('x')
    setTimeout(() => response.destroy(), 20)
  })
  const reasonAt = async (port: number) => {
    const result = await fetchPublic(`http://127.0.0.1:${port}/`, limits, loopback)
    return result.ok ? 'ok' : result.reason
  }
  expect(await Promise.all([html, packed, missing, broken].map(reasonAt))).toEqual([
    'type',
    'type',
    'status',
    'unreachable',
  ])
  const nobody = await fetchPublic('http://nobody.invalid/', limits)
  expect(nobody).toMatchObject({ ok: false, reason: 'unreachable' })
})
