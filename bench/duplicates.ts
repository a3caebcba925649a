import pg from 'pg'
import { keepOpenReports, reportsAreKept } from '#modules/duplicates/index.ts'
import { beginDraft } from '#modules/reports/index.ts'
import { anonymous, system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { type Fixture, fixture } from './fixture.ts'
import { signIn } from './map.ts'
import { freePort, load, startServer, stopServer } from './processes.ts'
import { fill } from './queue.ts'
import type { Row } from './result.ts'

/** p95 of "Is it this one?" before a report is sent, with few reports against the same with many; flat is the aim. */
export async function duplicates(
  { few, many, seconds }: { few: number; many: number; seconds: number },
  say: (text: string) => void,
): Promise<Row> {
  const small = await at(few, seconds)
  const large = await at(many, seconds)
  const times = large.check / large.list
  say(`  at ${few}: check ${small.check.toFixed(1)}, list ${small.list.toFixed(1)}`)
  say(`  at ${many}: check ${large.check.toFixed(1)}, list ${large.list.toFixed(1)}`)
  say(`  ${times.toFixed(2)} times the work list`)
  return {
    name: 'duplicates',
    value: large.check,
    unit: `ms p95 at ${many.toLocaleString('en')} (${times.toFixed(2)} × list)`,
    baseline: small.check,
    ratio: small.check / large.check,
    aim: 0.5,
  }
}

async function at(cases: number, seconds: number): Promise<{ check: number; list: number }> {
  const f = await fixture()
  try {
    await fill(f, cases)
    const who = { tenant: f.tenant, actor: system('bench') }
    while (!(await inTx(f.platform, who, reportsAreKept))) await inTx(f.platform, who, keepOpenReports)
    const owner = new pg.Client({ connectionString: f.url })
    await owner.connect()
    await owner.query('vacuum analyze')
    await owner.end()
    const drafts = await Promise.all(Array.from({ length: 40 }, (_, i) => draft(f, 8 + 10 * i)))
    const port = await freePort()
    const server = await startServer('src/web.ts', f.env, port)
    try {
      const p95 = async (requests: string[]): Promise<number> => {
        await load({ port, connections: 1, seconds: Math.min(3, seconds), requests })
        const report = await load({ port, connections: 1, seconds, requests })
        if (Object.keys(report.statuses).join() !== '200') throw new Error(JSON.stringify(report.statuses))
        return report.p95
      }
      const get = (path: string, cookie: string) =>
        `GET ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`
      return {
        check: await p95(drafts.map((token) => get('/melden/gleiche', `entwurf=${token}`))),
        list: await p95([get('/vorgaenge?ansicht=unit', await signIn(port, f.clerk))]),
      }
    } finally {
      await stopServer(server)
    }
  } finally {
    await f.close()
  }
}

/** A report that somebody is writing where the nth report of `fill` lies, which is open. Answers its cookie. */
async function draft(f: Fixture, n: number): Promise<string> {
  const { token } = await inTx(f.platform, { tenant: f.tenant, actor: anonymous }, (ctx) =>
    beginDraft(ctx, {
      photosDone: true,
      place: { lat: 50.11 + (n % 1000) / 40_000, lon: 8.91 + (n % 997) / 20_000 },
      placeConfirmed: true,
      placedBy: 'map',
      text: 'In der Fahrbahn ist ein tiefes Loch, ich wäre fast mit dem Rad gestürzt.',
      category: 'schlagloch',
    }),
  )
  return token
}
