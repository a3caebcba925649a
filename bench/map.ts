import pg from 'pg'
import { countForMap, mapIsCounted } from '#modules/reports/index.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { fixture, PASSWORD } from './fixture.ts'
import { freePort, load, startServer, stopServer } from './processes.ts'
import { fill } from './queue.ts'
import type { Row } from './result.ts'

/** What else the map is asked, for the words beside the row: p95 in ms. */
type Figures = Record<'town' | 'kind' | 'month' | 'year' | 'quarter' | 'near' | 'list', number>

/** p95 of the clusters of a whole town with few reports against the same with many; flat is the aim. */
export async function map(
  { few, many, seconds }: { few: number; many: number; seconds: number },
  say: (text: string) => void,
): Promise<Row> {
  const small = await at(few, seconds)
  const large = await at(many, seconds)
  const line = (f: Figures) =>
    Object.entries(f)
      .map(([name, p95]) => `${name} ${p95.toFixed(1)}`)
      .join(', ')
  say(`  at ${few}: ${line(small)}`)
  say(`  at ${many}: ${line(large)}`)
  say(`  ${(large.town / large.list).toFixed(2)} times the work list`)
  return {
    name: 'map',
    value: large.town,
    unit: `ms p95 at ${many.toLocaleString('en')} (${(large.town / large.list).toFixed(2)} × list)`,
    baseline: small.town,
    ratio: small.town / large.town,
    aim: 0.5,
  }
}

async function at(cases: number, seconds: number): Promise<Figures> {
  const f = await fixture()
  try {
    await fill(f, cases)
    const who = { tenant: f.tenant, actor: system('bench') }
    while (!(await inTx(f.platform, who, mapIsCounted))) await inTx(f.platform, who, countForMap)
    const owner = new pg.Client({ connectionString: f.url })
    await owner.connect()
    await owner.query('vacuum analyze')
    await owner.end()
    const port = await freePort()
    const server = await startServer('src/web.ts', f.env, port)
    try {
      const p95 = async (path: string, cookie = ''): Promise<number> => {
        const requests = [`GET ${path} HTTP/1.1\r\nHost: localhost\r\n${cookie}\r\n`]
        await load({ port, connections: 1, seconds: Math.min(3, seconds), requests })
        const report = await load({ port, connections: 1, seconds, requests })
        if (Object.keys(report.statuses).join() !== '200')
          throw new Error(`${path}: ${JSON.stringify(report.statuses)}`)
        return report.p95
      }
      // A running number in the box makes each address a new one, so that no kept answer is measured.
      const town = '/karte/meldungen.json?bbox=8.9{{n}},50.1,8.97,50.145'
      return {
        town: await p95(`${town}&zoom=12`),
        kind: await p95(`${town}&zoom=12&kategorie=schlagloch&status=offen`),
        month: await p95(`${town}&zoom=12&tage=30`),
        year: await p95(`${town}&zoom=12&tage=365`),
        quarter: await p95(`/karte/meldungen.json?bbox=8.92{{n}},50.115,8.94,50.125&zoom=15`),
        near: await p95(`/karte/meldungen.json?bbox=8.922{{n}},50.115,8.927,50.118&zoom=17`),
        list: await p95('/vorgaenge?ansicht=unit', `Cookie: ${await signIn(port, f.clerk)}\r\n`),
      }
    } finally {
      await stopServer(server)
    }
  } finally {
    await f.close()
  }
}

/** The cookies of a member of staff. */
export async function signIn(port: number, email: string): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/anmeldung`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email, password: PASSWORD }).toString(),
  })
  if (answer.status !== 303) throw new Error(`sign-in answered ${answer.status}`)
  return answer.headers
    .getSetCookie()
    .map((c) => c.split(';')[0])
    .join('; ')
}
