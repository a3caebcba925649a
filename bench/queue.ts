import pg from 'pg'
import { fixture, PASSWORD } from './fixture.ts'
import { freePort, load, startServer, stopServer } from './processes.ts'
import type { Row } from './result.ts'

/** p95 of a department's work list with few cases against the same with many; flat is the aim. */
export async function queue({
  few,
  many,
  seconds,
}: {
  few: number
  many: number
  seconds: number
}): Promise<Row> {
  const small = await at(few, seconds)
  const large = await at(many, seconds)
  return {
    name: 'queue',
    value: large,
    unit: `ms p95 at ${many.toLocaleString('en')}`,
    baseline: small,
    ratio: small / large,
    aim: 0.5,
  }
}

async function at(cases: number, seconds: number): Promise<number> {
  const f = await fixture()
  try {
    await fill(f, cases)
    const port = await freePort()
    const server = await startServer('src/web.ts', f.env, port)
    try {
      const form = new URLSearchParams({ email: f.clerk, password: PASSWORD }).toString()
      const signIn = await fetch(`http://127.0.0.1:${port}/anmeldung`, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: form,
      })
      const cookie = signIn.headers
        .getSetCookie()
        .map((c) => c.split(';')[0])
        .join('; ')
      if (signIn.status !== 303 || !cookie) throw new Error(`sign-in answered ${signIn.status}`)
      const request = `GET /vorgaenge?ansicht=unit HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`
      await load({ port, connections: 1, seconds: Math.min(3, seconds), requests: [request] })
      return (await load({ port, connections: 1, seconds, requests: [request] })).p95
    } finally {
      await stopServer(server)
    }
  } finally {
    await f.close()
  }
}

/**
 * Cases of both departments over three years, at all hours of the day: the older the likelier closed, a third of the rest
 * assigned.
 */
export async function fill(f: Awaited<ReturnType<typeof fixture>>, cases: number): Promise<void> {
  const owner = new pg.Client({ connectionString: f.url })
  await owner.connect()
  try {
    for (let from = 0; from < cases; from += 100_000) {
      const until = Math.min(cases, from + 100_000)
      await owner.query(
        `insert into cases."case" (tenant_id, id, number, kind, type, title, title_en, status, outcome, priority, channel,
           public, unit_id, assignee_id, area_id, lat, lon, place, address, opened_at, due_at, closed_at, updated_at)
         select $1, gen_random_uuid(), '2026-' || n, 'report', 'schlagloch', 'Schlagloch', 'Pothole',
           case when n % 10 < 7 then 'closed' when n % 10 = 7 then 'scheduled' else 'open' end,
           case when n % 10 < 7 then 'fixed' end, n % 4, 'web', true,
           (array[$2, $3, $4]::uuid[])[1 + n % 3], case when n % 3 = 0 then $5::uuid end, $6::uuid,
           50.11 + (n % 1000) / 40000.0, 8.91 + (n % 997) / 20000.0,
           point(992000 + n % 5000, 6466000 + n % 4999), 'Hauptstraße ' || n % 200,
           now() - (n % 1000) * interval '1 day' - (n::bigint * 7919 % 86400) * interval '1 second', now() + ((n % 400) - 300) * interval '1 hour',
           case when n % 10 < 7 then now() - (n % 1000) * interval '20 hours' end,
           now() - (n % 1000) * interval '1 day' - (n::bigint * 7919 % 86400) * interval '1 second'
         from generate_series($7::int, $8::int - 1) n`,
        [f.ids.tenant, f.ids.roads, f.ids.parks, f.ids.roadTeam, f.ids.worker, f.ids.north, from, until],
      )
      await owner.query(
        `insert into cases.message (tenant_id, id, case_id, channel, direction, visibility, author_kind, body, at)
         select tenant_id, gen_random_uuid(), id, 'web', 'in', 'public', 'party', 'Tiefes Loch in der Fahrbahn', opened_at
         from cases."case" where tenant_id = $1 and split_part(number, '-', 2)::int >= $2`,
        [f.ids.tenant, from],
      )
    }
    await owner.query(
      `insert into reports.report (tenant_id, case_id, message_id, answers, placed_by)
       select tenant_id, case_id, id, '{}', 'map' from cases.message where tenant_id = $1`,
      [f.ids.tenant],
    )
    await owner.query('vacuum analyze')
  } finally {
    await owner.end()
  }
}
