import { type Fixture, HOST } from './fixture.ts'
import { freePort, load, startServer, stopServer } from './processes.ts'
import { median, type Row } from './result.ts'

/** Requests/s of the public list as an anonymous visitor, against a bare `node:http` server sending the same bytes. */
export async function page(
  fixture: Fixture,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Row> {
  const port = await freePort()
  const server = await startServer('src/web.ts', fixture.env, port)
  const barePort = await freePort()
  const headers = { host: HOST, 'accept-encoding': 'gzip', 'accept-language': 'de' }
  const target = await import('node:http').then(
    (http) =>
      new Promise<number>((resolve, reject) => {
        http.get({ port, host: '127.0.0.1', path: '/meldungen', headers }, (res) => {
          let n = 0
          res.on('data', (c: Buffer) => (n += c.length))
          res.on('end', () =>
            res.statusCode === 200 ? resolve(n) : reject(new Error(`/meldungen answered ${res.statusCode}`)),
          )
        })
      }),
  )
  const bareServer = await startServer(
    'bench/bare-server.ts',
    { BARE_BYTES: String(target), PORT: String(barePort) },
    barePort,
  )
  const request = `GET /meldungen HTTP/1.1\r\nHost: ${HOST}\r\nAccept-Encoding: gzip\r\nAccept-Language: de\r\n\r\n`
  const ours: number[] = []
  const bare: number[] = []
  try {
    for (const p of [port, barePort])
      await load({ port: p, connections: 16, seconds: Math.min(2, seconds), requests: [request] })
    for (let round = 0; round < rounds; round++) {
      const a = await load({ port, connections: 16, seconds, requests: [request] })
      const b = await load({ port: barePort, connections: 16, seconds, requests: [request] })
      ours.push(a.answered / a.seconds)
      bare.push(b.answered / b.seconds)
    }
  } finally {
    await Promise.all([stopServer(server), stopServer(bareServer)])
  }
  return {
    name: 'page',
    value: median(ours),
    unit: 'requests/s',
    baseline: median(bare),
    ratio: median(ours) / median(bare),
    aim: 0.25,
  }
}
