import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createLog } from '../log.ts'
import { blackOut, cleanBoxes } from './boxes.ts'
import { PhotoDetector } from './detector.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

/** A service of the town's own, in its own network. */
async function detector(listener: RequestListener, patience = 400): Promise<PhotoDetector> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return new PhotoDetector(`http://stadt:geheim@127.0.0.1:${port}/erkennen`, createLog('silent'), patience)
}

const jpeg = Buffer.from('a picture')
const face = { kind: 'face', x: 0.1, y: 0.2, w: 0.3, h: 0.4 }

it('sends the picture and nothing else, and takes what makes sense of the answer', async () => {
  let seen: { headers?: unknown; body?: string; method?: string | undefined } = {}
  const town = await detector(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    seen = { headers: request.headers, body, method: request.method }
    const boxes = [
      face,
      { ...face, confidence: 0.1 },
      { ...face, confidence: 'sehr' },
      { kind: 'cat', x: 0, y: 0, w: 1, h: 1 },
      { kind: 'plate', x: 0.9, y: 0.9, w: 5, h: 5, confidence: 0.9, note: '<script>' },
      { kind: 'plate', x: Number.NaN, y: 0, w: 1, h: 1 },
      { kind: 'face', x: 2, y: 2, w: 1, h: 1 },
      null,
      'face',
    ]
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ boxes }))
  })
  const found = await town.find(jpeg)
  expect(found).toHaveLength(2)
  expect(found[0]).toMatchObject({ kind: 'face', x: 0.1, y: 0.2 })
  expect(found[1]).toMatchObject({ kind: 'plate', x: 0.9 })
  expect(found[1]!.w).toBeCloseTo(0.1)
  expect(Object.keys(found[1]!).sort()).toEqual(['h', 'kind', 'w', 'x', 'y'])
  expect(seen).toMatchObject({ method: 'POST', body: 'a picture' })
  expect(seen.headers).toMatchObject({
    'content-type': 'image/jpeg',
    authorization: `Basic ${Buffer.from('stadt:geheim').toString('base64')}`,
  })
  expect(JSON.stringify(seen.headers)).not.toMatch(/cookie|referer/)
})

it.each<[string, RequestListener]>([
  ['says no', (_q, r) => r.writeHead(500).end('{}')],
  ['says nothing of use', (_q, r) => r.end('<html>')],
  ['has no list', (_q, r) => r.end('{"boxes": {"length": 9}}')],
  ['says null', (_q, r) => r.end('null')],
  ['leads elsewhere', (_q, r) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
  ['says far too much', (_q, r) => r.end(`{"boxes": [], "x": "${'x'.repeat(100_000)}"}`)],
  ['never answers', () => {}],
  ['drips', (_q, r) => void r.write('{')],
  ['hangs up', (q) => void q.socket.destroy()],
])('finds nothing where the service %s', async (_what, listener) => {
  expect(await (await detector(listener, 150)).find(jpeg)).toEqual([])
})

it('leaves a service alone for a while that fails again and again', async () => {
  let asked = 0
  const town = await detector((_q, r) => {
    asked += 1
    r.writeHead(503).end()
  })
  for (let i = 0; i < 5; i += 1) expect(await town.find(jpeg)).toEqual([])
  expect(asked).toBe(3)
})

it('paints whole pixels, never beyond the picture', () => {
  const data = Buffer.alloc(10 * 10 * 3, 255)
  blackOut({ data, width: 10, height: 10, channels: 3 }, cleanBoxes([{ x: 0.55, y: 0.95, w: 9, h: 9 }]))
  const black = [...data.keys()].filter((i) => data[i] === 0).map((i) => Math.floor(i / 3))
  expect([...new Set(black)]).toEqual([95, 96, 97, 98, 99])
  expect(cleanBoxes([{ x: 0, y: 0, w: 0, h: 1 }, { x: '0', y: 0, w: 1, h: 1 }, [], 7])).toEqual([])
  expect(cleanBoxes('no list')).toEqual([])
  expect(cleanBoxes(Array.from({ length: 500 }, () => face))).toHaveLength(64)
})
