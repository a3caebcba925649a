import { Agent, request } from 'node:http'
import pg from 'pg'
import { HOST } from './program.ts'

export interface Acknowledged {
  email: string
  /** The number in the answer 201. */
  number: string
}

export interface Flood {
  acknowledged: Acknowledged[]
  /** Answers that were neither 201 nor a broken connection. */
  odd: string[]
  /** Resolves when every lane has ended: told to, or because nobody answers any more. */
  over: Promise<void>
  stop(): void
}

let serial = 0

/** Sends reports over Open311 as fast as they are answered, each with an address of its own. */
export function flood(
  port: number | readonly number[],
  key: string,
  { connections = 16, most = Number.POSITIVE_INFINITY } = {},
): Flood {
  const ports = [port].flat()
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const acknowledged: Acknowledged[] = []
  const odd: string[] = []
  let [stopped, begun] = [false, 0]
  const lane = async (index: number): Promise<void> => {
    while (!stopped && begun++ < most) {
      const email = `melder${++serial}@buerger.example`
      try {
        const { status, body } = await postReport(ports[index % ports.length]!, key, email, agent)
        if (status === 201) acknowledged.push({ email, number: JSON.parse(body)[0].service_request_id })
        else odd.push(`${status} ${body.slice(0, 200)}`)
      } catch {
        return // the connection broke: nothing was acknowledged
      }
    }
  }
  const over = Promise.all(Array.from({ length: connections }, (_, i) => lane(i))).then(() => agent.destroy())
  return { acknowledged, odd, over, stop: () => (stopped = true) }
}

export function postReport(port: number, key: string, email: string, agent?: Agent) {
  const body = new URLSearchParams({
    api_key: key,
    service_code: 'schlagloch',
    lat: '50.128',
    long: '8.928',
    description: 'Tiefes Schlagloch auf der rechten Spur',
    email,
  }).toString()
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const sending = request(
      {
        port,
        host: '127.0.0.1',
        agent,
        method: 'POST',
        path: '/api/open311/v2/requests.json',
        headers: {
          host: HOST,
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': Buffer.byteLength(body),
        },
      },
      (answer) => {
        let text = ''
        answer.on('data', (part) => (text += part))
        answer.on('end', () => resolve({ status: answer.statusCode!, body: text }))
        answer.on('error', reject)
      },
    )
    sending.on('error', reject)
    sending.end(body)
  })
}

/** Looks into the database as its owner, whom row-level security does not bind. */
export async function look<R extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<R[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<R>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** How much is still to be done: events to relay, jobs to run, mails to send. */
export async function undone(url: string): Promise<number> {
  const [row] = await look<{ n: number }>(
    url,
    `select ((select count(*) from platform.outbox) + (select count(*) from graphile_worker._private_jobs)
      + (select count(*) from platform.mail where status in ('waiting', 'sending')))::int as n`,
  )
  return row!.n
}

/** What handlers should have done for each report and have not. */
export async function withoutEffect(url: string): Promise<string[]> {
  const rows = await look<{ number: string }>(
    url,
    `select c.number from cases.case c
     where not exists (select from platform.mail m where m.tenant_id = c.tenant_id and m.stream = c.id)
        or (select count(*) from platform.event e where e.tenant_id = c.tenant_id and e.stream = c.id
              and e.type in ('case.assigned', 'case.undispatched')) <> 1`,
  )
  return rows.map((row) => row.number)
}

export async function numbers(url: string): Promise<Set<string>> {
  return new Set(
    (await look<{ number: string }>(url, 'select number from cases.case')).map((row) => row.number),
  )
}
