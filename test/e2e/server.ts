import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import pg from 'pg'
import type { Browser } from 'playwright-core'
import PostalMime from 'postal-mime'
import { createApiKey, hashPassword } from '#modules/identity/index.ts'
import { changeSetting } from '#modules/tenancy/index.ts'
import { prepareAssets } from '#platform/assets/assets.ts'
import { startWorker } from '#platform/jobs/worker.ts'
import { createApp } from '../../src/app.ts'
import { modules } from '../../src/modules.ts'
import { openBrowser } from '../browser.ts'
import { type TestTown, testTown } from '../helpers.ts'
import { MailServer } from '../mail-server.ts'

export const PASSWORD = 'Dachgarten-im-Regen-7'

export interface Letter {
  subject: string
  text: string
  html: string
  header: (name: string) => string
  /** The first link into this path of the town, e.g. `/status/`. */
  link: (path: string) => string
}

export interface Stage {
  town: TestTown
  browser: Browser
  /** `http://teststadt.localhost:PORT`, and the same for Anderstadt. */
  url: string
  otherUrl: string
  mailServer: MailServer
  /** An Open311 key of Teststadt. */
  key: string
  /** All letters that an address has got so far. */
  lettersTo: (address: string) => Promise<Letter[]>
  /** Waits for the letter that an address gets with these words in its subject. */
  letterTo: (address: string, subject: string) => Promise<Letter>
  /** Waits until nothing is left to be done or sent. */
  quiet: () => Promise<void>
  close: () => Promise<void>
}

/**
 * The real thing on loopback: two small towns on a database of their own, web server and worker in this process,
 * a mail server that takes what they send, and a browser. The clock stands on a Monday morning.
 */
export async function openStage({ webgl = false } = {}): Promise<Stage> {
  let handle: (request: Request, env: unknown) => Response | Promise<Response> = () => new Response()
  const server = serve({ fetch: (request, env) => handle(request, env), port: 0, hostname: '127.0.0.1' })
  await new Promise<void>((resolve) => server.once('listening', () => resolve()))
  const { port } = server.address() as AddressInfo
  const url = `http://teststadt.localhost:${port}`
  const otherUrl = `http://anderstadt.localhost:${port}`
  const mailServer = await MailServer.start()
  const [town, assets, browser] = await Promise.all([
    testTown({ config: { publicUrl: url, smtpUrl: mailServer.url } }),
    prepareAssets({ root: join(import.meta.dirname, '../..'), log: () => {} }),
    openBrowser({ webgl }),
  ])
  const { platform, database } = town
  const { key } = await furnish(town)
  const worker = await startWorker(platform, modules, { url: database.url })
  platform.signals.attach({ outbox: worker.wake, mail: worker.mail })
  const onlooker = new pg.Client({ connectionString: database.url, options: '-c role=dispatcher' })
  await onlooker.connect()
  const app = createApp({ platform, assets })
  handle = (request, env) => app.fetch(request, env as object)

  const lettersTo = async (address: string): Promise<Letter[]> =>
    Promise.all(mailServer.to(address).map(({ raw }) => readLetter(raw)))
  return {
    town,
    browser,
    url,
    otherUrl,
    mailServer,
    key,
    lettersTo,
    letterTo: async (address, subject) => {
      let seen: Letter[] = []
      const found = await until(`a letter to ${address} about "${subject}"`, async () => {
        seen = await lettersTo(address)
        return seen.find((letter) => letter.subject.includes(subject))
      }).catch((error: Error) => {
        throw new Error(`${error.message}; there is: ${seen.map((l) => l.subject).join(' | ') || 'nothing'}`)
      })
      return found
    },
    quiet: () =>
      until('nothing left to do', async () => {
        const { rows } = await onlooker.query(
          `select (select count(*) from platform.outbox)
                + (select count(*) from platform.mail where status in ('waiting', 'sending'))
                + (select count(*) from graphile_worker._private_jobs) as left`,
        )
        return Number(rows[0].left) === 0
      }).then(() => {}),
    close: async () => {
      await browser.close()
      await worker.stop()
      await onlooker.end()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        ;(server as { closeAllConnections?: () => void }).closeAllConnections?.()
      })
      await mailServer.down()
      await town.close()
    },
  }
}

/** Passwords for the staff, an API key, and an address to write to about barriers. */
async function furnish(town: TestTown): Promise<{ key: string }> {
  const hash = await hashPassword(PASSWORD)
  for (const tenant of [town.tenant, town.other.tenant])
    await town.tx(
      'system',
      async (ctx) => {
        await ctx.db
          .updateTable('identity.account')
          .set({ password_hash: hash })
          .where('tenant_id', '=', tenant.id)
          .execute()
        await changeSetting(ctx, 'contact', {
          address: 'Am Markt 1, 63450 Teststadt',
          phone: '06181 295-0',
          email: 'rathaus@teststadt.example',
        })
      },
      tenant,
    )
  return town.tx('system', (ctx) =>
    createApiKey(ctx, { label: 'e2e', scopes: ['open311.write', 'reports.read'], perMinute: 1000 }),
  )
}

async function readLetter(raw: string): Promise<Letter> {
  const mail = await PostalMime.parse(raw)
  const text = mail.text ?? ''
  return {
    subject: mail.subject ?? '',
    text,
    html: mail.html ?? '',
    header: (name) => mail.headers.find((h) => h.key === name.toLowerCase())?.value ?? '',
    link: (path) => {
      const found = new RegExp(`https?://\\S*${path}\\S*`).exec(text)?.[0]
      if (!found) throw new Error(`no link into ${path} in:\n${text}`)
      return found
    },
  }
}

/** Asks again and again until there is something to answer. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  seconds = 15,
): Promise<T> {
  const end = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > end) throw new Error(`not within ${seconds} s: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 40))
  }
}
