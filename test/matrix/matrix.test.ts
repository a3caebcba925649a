import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { type TestTown, testTown } from '../helpers.ts'
import { fakeAssets, type PageClient } from '../page-client.ts'
import { type Area, type Row, type Visitor, visitors, type World } from './row.ts'
import { personOf, visitorsOf, words, worldOf } from './world.ts'

// Every route of the program × everybody who might come × cases that are open, not public, restricted and foreign.
// Rows stand beside this file, an area each; a route that has none fails the last test.

const files = readdirSync(import.meta.dirname).flatMap((name) => name.match(/^(.*)\.rows\.ts$/)?.[1] ?? [])
const areas: [string, Area][] = []
for (const file of files) {
  const found = Object.values((await import(`./${file}.rows.ts`)) as Record<string, Area>).filter(
    (area) => area?.rows,
  )
  for (const area of found) areas.push([file, area])
}

let town: TestTown
let world: World
let clients: Record<Visitor, PageClient>
const app = () => createApp({ platform: town.platform, assets: fakeAssets })

beforeAll(async () => {
  // Each request comes from an address of its own, so that nobody is asked to slow down.
  town = await testTown({ config: { trustProxy: 1 } })
  world = await worldOf(town)
  clients = await visitorsOf(world, app())
  for (const [, area] of areas) await area.prepare?.(world)
  await town.drain()
}, 60_000)
afterAll(() => town?.close())

const named = ({ method, route, about }: Row): string => `${method} ${route}${about ? ` (${about})` : ''}`

/** Whose words must be in no answer to whom. The restricted case is its clerk's and its reporter's alone. */
const secrets: readonly [word: string, mayRead: readonly Visitor[]][] = [
  [words.restricted, ['clerk', 'citizen']],
  [words.closed, ['worker', 'clerk', 'deputy', 'head', 'admin', 'citizen']],
  [words.elsewhere, ['foreign']],
  [personOf(words.open), ['worker', 'clerk', 'deputy', 'head', 'admin', 'citizen']],
]

describe.each(areas)('%s', (_, area) => {
  describe.each(area.rows.map((row) => [named(row), row] as const))('%s', (_, row) => {
    test.each(visitors)('%s', async (visitor) => {
      const client = clients[visitor]
      const path = row.path(world)
      const answer = await send(client, row, path)
      if (row.refusals?.includes(visitor))
        expect([303, 403, 409, 422], `${row.method} ${path}`).toContain(answer.status)
      else expect(answer.status, `${row.method} ${path}`).toBe(row.answers[visitor] ?? row.else)
      const text = await readSome(answer)
      // Whoever holds a tracking link may read that case: the link is the key.
      for (const [word, mayRead] of secrets)
        if (!mayRead.includes(visitor) && !isKeyTo(path, word))
          expect(text.includes(word), `${word} in ${path}`).toBe(false)
    })
  })
})

const isKeyTo = (path: string, word: string): boolean =>
  Object.entries(words).some(
    ([name, w]) => word.includes(w) && path.includes(world[name as keyof typeof words].token),
  )

let requests = 0
function send(client: PageClient, row: Row, path: string): Promise<Response> {
  requests += 1
  client.headers['x-forwarded-for'] = `198.51.${requests >> 8}.${requests & 255}`
  if (row.method === 'GET') return client.get(path)
  const body = row.body?.(world) ?? {}
  if (typeof body === 'string') return client.raw(path, row.type ?? 'application/json', body, row.method)
  return client.post(path, body)
}

/** A stream goes on for ever: its beginning is looked at. */
async function readSome(answer: Response): Promise<string> {
  if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer.text()
  const reader = answer.body!.getReader()
  const { value } = await reader.read()
  await reader.cancel()
  return Buffer.from(value ?? []).toString()
}

test('every route has a row, and every row a route', () => {
  const known = new Set(areas.flatMap(([, area]) => area.rows.map((row) => `${row.method} ${row.route}`)))
  // Middleware stands in the list as ALL; one that answers itself stands there under its method too.
  const routes = new Set(app().routes.flatMap((r) => (r.method === 'ALL' ? [] : [`${r.method} ${r.path}`])))
  expect([...routes].filter((route) => !known.has(route)).sort()).toEqual([])
  expect([...known].filter((route) => !routes.has(route)).sort()).toEqual([])
})
