import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { entry, partsOf } from './entering.ts'
import type { Batch, Outcome } from './post.ts'
import { isRefused } from './refusal.ts'

/**
 * The program of the process that talks to the mail server (see post.ts). It outlives the one that started it for as
 * long as it has mails in hand, and writes down what became of each before it tells anybody. Plain TypeScript, started
 * without loaders.
 */
const CONNECTIONS = 3
const ENTERING_TRIES = 40

let orphaned = false
let inHand = 0
let last: Batch | undefined
const written = new Set<string>()

process.on('message', (batch: Batch) => void carry(batch))
// Whoever started us is gone: what is in hand is finished, then nothing holds this process any more.
process.on('disconnect', () => {
  orphaned = true
  void endWhenIdle()
})
// Ctrl-C reaches the whole group of processes; when to end is decided above.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

async function carry(batch: Batch): Promise<void> {
  inHand++
  last = batch
  const until = performance.now() + batch.startWithinMs
  const transport = createTransport({
    url: batch.url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  const send = async (message: object): Promise<Outcome> => {
    try {
      await transport.sendMail(message)
      return { sent: true }
    } catch (error) {
      const said = error as { code?: string; command?: string; responseCode?: number; response?: string }
      const { code, responseCode } = said
      // Only what the server says of this letter is final; a refused sign-in or greeting is ours to mend.
      const permanent = (responseCode ?? 0) >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
      return {
        sent: false,
        code: String(responseCode ?? code ?? 'error'),
        permanent,
        refused: permanent && isRefused(said),
      }
    }
  }
  const queue = [...batch.mails]
  const lane = async (): Promise<void> => {
    for (let mail = queue.shift(); mail; mail = queue.shift()) {
      // Later than this somebody else may take the mail over.
      const outcome: Outcome =
        performance.now() > until ? { sent: false, code: 'late', permanent: false } : await send(mail.message)
      writeFileSync(join(batch.receipts, mail.key), JSON.stringify(outcome))
      written.add(mail.key)
      if (process.connected) process.send!({ key: mail.key, outcome }, undefined, {}, () => {})
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
  transport.close()
  inHand--
  await endWhenIdle()
}

async function endWhenIdle(): Promise<void> {
  if (!orphaned || inHand > 0) return
  for (let tries = 0; tries < ENTERING_TRIES && last; tries++) {
    const left = [...written].filter((key) => existsSync(join(last!.receipts, key)))
    if (left.length === 0) break
    // Fails while the database is gone; whoever starts next in this folder finds the receipts.
    await enter(last, left).catch(() => sleep(500))
  }
  process.exit(0)
}

async function enter({ databaseUrl, receipts }: Batch, keys: readonly string[]): Promise<void> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: 5000,
    options: '-c role=app',
  })
  client.on('error', () => {})
  await client.connect()
  try {
    for (const key of keys) {
      const { tenant, mail } = partsOf(key)!
      const outcome = JSON.parse(readFileSync(join(receipts, key), 'utf8')) as Outcome
      const { text, values } = entry(tenant, mail, outcome, new Date())
      await client.query('begin')
      await client.query('select platform.enter($1)', [tenant])
      await client.query(text, values)
      await client.query('commit')
      rmSync(join(receipts, key), { force: true })
    }
  } finally {
    await client.end()
  }
}
