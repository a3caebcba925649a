import { createHmac, timingSafeEqual } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createApiKey } from '#modules/identity/index.ts'
import { signedHeaders } from '#modules/webhooks/secret.ts'
import { type ApiTown, apiTown, pothole } from '../src/api/api.fixture.ts'

// The examples of the guide, run as they stand in it.

const examplesIn = (file: string) =>
  [
    ...readFileSync(join(import.meta.dirname, '../docs/api', file), 'utf8').matchAll(
      /```js\n\/\/ example: (\w+)\n([\s\S]*?)```/g,
    ),
  ].map(([, name, code]): [string, string] => [name!, code!])
const examples = new Map([...examplesIn('events.md'), ...examplesIn('open311.md')])

let api: ApiTown
let made: { id: string; key: string }
beforeAll(async () => {
  api = await apiTown()
  made = await api.town.tx('system', (ctx) =>
    createApiKey(ctx, { label: 'Anleitung', scopes: ['events.read', 'cases.read'], perMinute: 1000 }),
  )
  await api.post('/api/open311/v2/requests.json', pothole)
  await api.town.drain()
})
afterAll(() => api.town.close())

// biome-ignore lint/suspicious/noExplicitAny: what an example answers is looked at by its test
const run = (name: string, { key = made.key, number = '' } = {}): Promise<any> => {
  const example = examples.get(name)
  if (!example) throw new Error(`the guide has no example ${name}`)
  // A function body cannot import; what the guide imports is handed in.
  const code = example.replace(/^import .*$/gm, '') + (name === 'verify' ? '\nreturn isGenuine' : '')
  const AsyncFunction = (async () => {}).constructor as new (
    ...parts: string[]
  ) => (...values: unknown[]) => Promise<unknown>
  const base = 'http://teststadt.localhost:3000'
  const fetchHere = (url: string, init?: RequestInit) => api.ask(url.slice(base.length), init)
  const names = ['fetch', 'base', 'key', 'keyId', 'number', 'createHmac', 'timingSafeEqual']
  return new AsyncFunction(...names, code)(fetchHere, base, key, made.id, number, createHmac, timingSafeEqual)
}

test('has an example for each way', () => {
  expect([...examples.keys()]).toEqual(['cursor', 'stream', 'verify', 'token', 'updates', 'postUpdate'])
})
test('by cursor', async () => {
  expect(await run('cursor')).toMatchObject([{ type: 'case.opened', by: 'machine' }])
})
test('as it happens', async () => {
  expect(await run('stream')).toMatchObject({ type: 'case.opened' })
})
test('a token', async () => {
  expect(await run('token')).toBe(200)
})
test('checking a signature', async () => {
  const isGenuine = await run('verify')
  const key = Buffer.alloc(32, 7)
  const secret = `whsec_${key.toString('base64')}`
  const body = '{"type":"case.closed"}'
  const headers = signedHeaders([Buffer.alloc(32, 1), key], { id: 'x', at: new Date(), body })
  expect(isGenuine(secret, headers, body)).toBe(true)
  expect(isGenuine(secret, headers, `${body} `)).toBe(false)
  expect(isGenuine(`whsec_${Buffer.alloc(32, 2).toString('base64')}`, headers, body)).toBe(false)
  expect(isGenuine(secret, headers, body, Date.now() + 600_000)).toBe(false)
})
test('updates of Open311, both ways', async () => {
  const key = await api.key(['open311.status'])
  const sent = await api.post('/api/open311/v2/requests.json', pothole)
  const number = (await sent.json())[0].service_request_id
  expect(await run('postUpdate', { key, number })).toEqual([201, [{ update_id: 'bauhof-17' }]])
  expect(await run('updates')).toMatchObject([
    { service_request_id: number, status: 'FIXED', description: 'Das Loch ist gefüllt.' },
  ])
})
