import pg from 'pg'
import { createPool, query } from '#platform/db/connection.ts'
import { newId } from '#platform/ids.ts'
import { type Fixture, HOST } from './fixture.ts'
import { freePort, load, startServer, stopServer } from './processes.ts'
import { median, type Row } from './result.ts'

const CONNECTIONS = 16

/** Reports accepted through Open311, against bare inserts of the same bytes through the same driver, pool and database. */
export async function intake(
  fixture: Fixture,
  { seconds, rounds }: { seconds: number; rounds: number },
): Promise<Row> {
  const body = (i: number) =>
    new URLSearchParams({
      api_key: fixture.key,
      service_code: 'schlagloch',
      lat: (50.126 + (i % 97) / 20_000).toFixed(6),
      long: (8.915 + (i % 89) / 4000).toFixed(6),
      description: `Tiefes Schlagloch auf der rechten Spur, etwa einen halben Meter breit. Nummer {{n}}`,
      email: 'meldung{{n}}@buerger.example',
      first_name: 'Nina',
      last_name: 'Öztürk',
    })
      .toString()
      .replaceAll('%7B%7Bn%7D%7D', '{{n}}')
  const requests = Array.from({ length: 64 }, (_, i) => {
    const text = body(i)
    return `POST /api/open311/v2/requests.json HTTP/1.1\r\nHost: ${HOST}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${text.length}\r\n\r\n${text}`
  })
  const size = requests[0]!.split('\r\n\r\n')[1]!.length
  const port = await freePort()
  const server = await startServer('src/web.ts', fixture.env, port)
  const ours: number[] = []
  const bare: number[] = []
  try {
    await load({ port, connections: CONNECTIONS, seconds: Math.min(3, seconds), requests }, [200, 201])
    for (let round = 0; round < rounds; round++) {
      const report = await load({ port, connections: CONNECTIONS, seconds, requests }, [200, 201])
      ours.push(report.answered / report.seconds)
      bare.push(await bareInserts(fixture, size, seconds))
    }
  } finally {
    await stopServer(server)
  }
  return {
    name: 'intake',
    value: median(ours),
    unit: 'reports/s',
    baseline: median(bare),
    ratio: median(ours) / median(bare),
    aim: 0.2,
  }
}

async function bareInserts(fixture: Fixture, size: number, seconds: number): Promise<number> {
  const owner = new pg.Client({ connectionString: fixture.url })
  await owner.connect()
  await owner.query(
    'create table if not exists public.bare (tenant_id uuid, id uuid, body text, at timestamptz, primary key (tenant_id, id))',
  )
  await owner.query('grant insert on public.bare to app; grant usage on schema public to app')
  await owner.end()
  const pool = createPool(fixture.url, { max: fixture.platform.config.dbPool })
  const text = 'insert into public.bare (tenant_id, id, body, at) values ($1, $2, $3, $4)'
  const filler = 'x'.repeat(size)
  const one = async (): Promise<void> => {
    const client = await pool.connect()
    try {
      await Promise.all([
        client.query('begin'),
        query(client, text, [fixture.ids.tenant, newId(), filler, new Date()]),
        client.query('commit'),
      ])
    } finally {
      client.release()
    }
  }
  let done = 0
  const started = performance.now()
  const until = started + seconds * 1000
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (performance.now() < until) {
        await one()
        done++
      }
    }),
  )
  const rate = done / ((performance.now() - started) / 1000)
  await pool.end()
  return rate
}
