import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadConfig } from '#platform/config.ts'
import { type CreatedPlatform, createPlatform } from '#platform/create.ts'
import { createLog } from '#platform/log.ts'
import { type TestTown, testTown } from '../../../test/helpers.ts'
import { MailServer } from '../../../test/mail-server.ts'
import { deliverMail } from './deliver.ts'
import { queueMail } from './queue.ts'

let server: MailServer
let town: TestTown
beforeAll(async () => {
  server = await MailServer.start()
  town = await testTown({ config: { smtpUrl: server.url, mailFrom: 'Teststadt <post@teststadt.example>' } })
})
afterAll(async () => {
  await town.close()
  await server.down()
})
beforeEach(async () => {
  server.mails.length = 0
  server.refuse = undefined
  server.delayMs = 0
})

let n = 0
const queue = async (to = `person${++n}@buerger.example`, tenant = town.tenant): Promise<string> => {
  await town.tx(
    'system',
    async (ctx) =>
      queueMail(ctx, {
        dedupe: to,
        stream: null,
        to,
        subject: 'Grüße aus Łódź',
        text: 'Guten Tag',
        html: '<p>Guten Tag</p>',
        lang: 'de',
      }),
    tenant,
  )
  return to
}
const rowOf = (to: string) =>
  town.tx('system', (ctx) =>
    ctx.db
      .selectFrom('platform.mail')
      .selectAll()
      .where('tenant_id', '=', town.tenant.id)
      .where('recipient', '=', to)
      .executeTakeFirstOrThrow(),
  )

describe('a mail', () => {
  test('is sent once, however often one delivers', async () => {
    const to = await queue()
    await deliverMail(town.platform)
    await deliverMail(town.platform)
    expect(server.to(to)).toHaveLength(1)
    expect(server.to(to)[0]!.raw).toMatch(/^From: Teststadt <post@teststadt\.example>/m)
    expect(server.to(to)[0]!.raw).toMatch(/^Auto-Submitted: auto-generated/im)
    expect(await rowOf(to)).toMatchObject({ status: 'sent', attempts: 1, leased_until: null, error: null })
  })

  test('queued twice under one word is one mail', async () => {
    const to = await queue('twice@buerger.example')
    await queue(to)
    await deliverMail(town.platform)
    expect(server.to(to)).toHaveLength(1)
  })

  test('goes to one address, whatever somebody typed as theirs', async () => {
    for (const typed of ['1,opfer@buerger.example', '(x)opfer@buerger.example', 'x:opfer@buerger.example;']) {
      await queue(typed)
      await deliverMail(town.platform)
      expect(server.to('opfer@buerger.example')).toEqual([])
    }
  })

  test('of every town leaves under its own name', async () => {
    const to = await queue(undefined, town.other.tenant)
    await deliverMail(town.platform)
    expect(server.to(to)[0]!.raw).toMatch(/^Message-ID: <[^@]+@anderstadt\.localhost>/m)
  })

  test('leaves under the sender that its town has set', async () => {
    const to = 'sender@buerger.example'
    const from = 'Stadt Anderstadt <post@anderstadt.example>'
    await town.tx('system', async (ctx) =>
      queueMail(ctx, { dedupe: to, stream: null, to, from, subject: 'S', text: 'T', html: '', lang: 'de' }),
    )
    await deliverMail(town.platform)
    expect(server.to(to)[0]!.raw.match(/^From: .*$/gm)).toEqual([`From: ${from}`])
  })

  test('waits while the server is down, longer each time, and is then sent once', async () => {
    const to = await queue()
    await server.down()
    await deliverMail(town.platform)
    const first = await rowOf(to)
    expect(first).toMatchObject({ status: 'waiting', attempts: 1, error: 'ESOCKET' })
    await deliverMail(town.platform) // not yet its time
    expect((await rowOf(to)).attempts).toBe(1)
    town.clock.set(first.next_at)
    await deliverMail(town.platform)
    const second = await rowOf(to)
    expect(second.next_at.getTime() - town.clock.now().getTime()).toBeGreaterThan(
      first.next_at.getTime() - first.created_at.getTime(),
    )
    await server.up()
    town.clock.advance({ hours: 1 })
    await deliverMail(town.platform)
    await deliverMail(town.platform)
    expect(server.to(to)).toHaveLength(1)
    expect(await rowOf(to)).toMatchObject({ status: 'sent', attempts: 3 })
  })

  test('that the server will never take has failed; one that it puts off waits', async () => {
    server.refuse = (to) => (to.startsWith('nobody') ? 550 : 451)
    const [never, later] = [await queue('nobody@buerger.example'), await queue()]
    await deliverMail(town.platform)
    expect(await rowOf(never)).toMatchObject({ status: 'failed', error: '550', refused: true })
    expect(await rowOf(later)).toMatchObject({ status: 'waiting', error: '451', refused: false })
    server.refuse = undefined
    town.clock.advance({ hours: 1 })
    await deliverMail(town.platform)
    expect([server.to(never).length, server.to(later).length]).toEqual([0, 1])
  })

  test('is given up after two days', async () => {
    server.refuse = () => 451
    const to = await queue()
    town.clock.advance({ hours: 49 })
    await deliverMail(town.platform)
    expect((await rowOf(to)).status).toBe('failed')
  })
})

describe('two deliverers', () => {
  let second: CreatedPlatform
  beforeAll(() => {
    const { dataDir, smtpUrl, mailFrom } = town.platform.config
    second = createPlatform(
      { ...loadConfig({ NODE_ENV: 'test', DATA_DIR: `${dataDir}-second` }), smtpUrl, mailFrom },
      { url: town.database.url, log: createLog('silent'), clock: town.clock },
    )
  })
  afterAll(() => second.close())

  test('share the work, and no mail goes out twice', async () => {
    server.delayMs = 20
    const all = await Promise.all(Array.from({ length: 60 }, () => queue()))
    for (let i = 0; i < 4; i++) await Promise.all([deliverMail(town.platform), deliverMail(second)])
    expect(all.map((to) => server.to(to).length)).toEqual(all.map(() => 1))
  })

  test('leave alone what the other holds, until it is clear that nobody does', async () => {
    const to = await queue()
    const hold = (until: Date) =>
      town.tx('system', (ctx) =>
        ctx.db
          .updateTable('platform.mail')
          .set({ status: 'sending', leased_until: until })
          .where('tenant_id', '=', town.tenant.id)
          .where('recipient', '=', to)
          .execute(),
      )
    await hold(new Date(town.clock.now().getTime() + 1000))
    await deliverMail(second)
    expect(server.to(to)).toHaveLength(0)
    town.clock.advance({ seconds: 2 })
    await deliverMail(second)
    expect(server.to(to)).toHaveLength(1)
  })
})

describe('a receipt that nobody has entered', () => {
  const folder = (): string => join(town.platform.config.dataDir, 'mail')
  const leave = async (to: string, outcome: object): Promise<void> => {
    const { id } = await rowOf(to)
    await town.tx('system', (ctx) =>
      ctx.db
        .updateTable('platform.mail')
        .set({ status: 'sending', leased_until: new Date(ctx.now.getTime() - 1000) })
        .where('tenant_id', '=', town.tenant.id)
        .where('id', '=', id)
        .execute(),
    )
    mkdirSync(folder(), { recursive: true })
    writeFileSync(join(folder(), `${town.tenant.id}_${id}`), JSON.stringify(outcome))
  }

  test('is believed: what was sent before the crash is not sent again', async () => {
    const to = await queue()
    await leave(to, { sent: true })
    await deliverMail(town.platform)
    expect(server.to(to)).toHaveLength(0)
    expect((await rowOf(to)).status).toBe('sent')
    expect(readdirSync(folder())).toEqual([])
  })

  test('of a failure puts the mail back into its row', async () => {
    const to = await queue()
    await leave(to, { sent: false, code: '451', permanent: false })
    await deliverMail(town.platform)
    expect(await rowOf(to)).toMatchObject({ status: 'waiting', error: '451' })
  })
})
