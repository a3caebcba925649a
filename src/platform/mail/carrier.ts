import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'
import type { Batch, Outcome } from './post.ts'

/**
 * The program of the process that talks to the mail server (see post.ts). It outlives the one that started it for as
 * long as it has mails in hand, and writes down what became of each before it tells anybody. Plain TypeScript, started
 * without loaders.
 */
const CONNECTIONS = 3

process.on('message', (batch: Batch) => void carry(batch))
// Whoever started us is gone: what is in hand is finished, then nothing holds this process any more.
process.on('disconnect', () => {
  orphaned = true
  endWhenIdle()
})
// Ctrl-C reaches the whole group of processes; when to end is decided above.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

let orphaned = false
let inHand = 0
const endWhenIdle = (): void => {
  if (orphaned && inHand === 0) process.exit(0)
}

async function carry({ url, receipts, mails, startWithinMs }: Batch): Promise<void> {
  inHand++
  const until = performance.now() + startWithinMs
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: CONNECTIONS,
    maxMessages: Number.POSITIVE_INFINITY,
    connectionTimeout: 8_000,
    greetingTimeout: 8_000,
    socketTimeout: 15_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  } as Parameters<typeof createTransport>[0])
  const queue = [...mails]
  const lane = async (): Promise<void> => {
    for (let mail = queue.shift(); mail; mail = queue.shift()) {
      // Later than this somebody else may take the mail over.
      const outcome: Outcome =
        performance.now() > until ? { sent: false, code: 'late', permanent: false } : await send(mail.message)
      writeFileSync(join(receipts, mail.key), JSON.stringify(outcome))
      if (process.connected) process.send!({ key: mail.key, outcome }, undefined, {}, () => {})
    }
  }
  async function send(message: object): Promise<Outcome> {
    try {
      await transport.sendMail(message)
      return { sent: true }
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      // Only what the server says of this letter is final; a refused sign-in or greeting is ours to mend.
      const permanent = (responseCode ?? 0) >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
      return { sent: false, code: String(responseCode ?? code ?? 'error'), permanent }
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, lane))
  transport.close()
  inHand--
  endWhenIdle()
}
