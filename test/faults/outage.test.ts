import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Embedded } from '#platform/db/embedded.ts'
import { MailServer } from '../mail-server.ts'
import { ask, type Folder, folderWithTown, type Program, started, status, stop, until } from './program.ts'
import { flood, look, numbers, postReport, undone, withoutEffect } from './reporting.ts'

let folder: Folder
let mail: MailServer
let database: Embedded
let program: Program
beforeAll(async () => {
  ;[folder, mail] = await Promise.all([folderWithTown(), MailServer.start()])
  database = await folder.start()
  program = await started('main', {
    DATA_DIR: `${folder.dataDir}/program`,
    SECRET_KEY: folder.secretKey,
    DATABASE_URL: database.url,
    SMTP_URL: mail.url,
  })
})
afterAll(async () => {
  await stop(program)
  await database.stop()
  await mail.down()
  folder.remove()
})

const each = (emails: readonly string[]): number[] => emails.map((email) => mail.to(email).length)

test('the mail server is gone for a while: reports are taken, and told of once, later', async () => {
  await mail.down()
  const sending = flood(program.port, folder.key, { connections: 4, most: 12 })
  await sending.over
  expect(sending.acknowledged).toHaveLength(12)
  await until('somebody has tried to send', async () => {
    const [row] = await look<{ n: number }>(database.url, 'select max(attempts)::int as n from platform.mail')
    return (row?.n ?? 0) >= 1
  })
  expect(await status(program, '/readyz')).toBe(200)
  await mail.up()
  await until('all mails are sent', async () => (await undone(database.url)) === 0)
  expect(each(sending.acknowledged.map((a) => a.email))).toEqual(Array(12).fill(1))
})

test('the database is gone for some seconds: everybody is told, nothing is half done, work goes on by itself', async () => {
  const before = flood(program.port, folder.key)
  await until('reports flow', () => before.acknowledged.length > 60)
  await database.stop()
  before.stop()
  await before.over

  expect(await status(program, '/healthz')).toBe(200)
  expect(await status(program, '/readyz')).toBe(503)
  const page = await ask(program, '/meldungen')
  expect(page.status).toBe(503)
  expect(page.headers.get('retry-after')).toBe('10')
  expect(page.headers.get('content-type')).toMatch(/^text\/html/)
  expect(page.body).toContain('Der Dienst ist gerade nicht erreichbar')
  const english = await ask(program, '/meldungen', { headers: { 'accept-language': 'en' } })
  expect(english.body).toContain('lang="en"')
  const refused = await postReport(program.port, folder.key, 'zu-frueh@buerger.example')
  expect(refused.status).toBe(503)
  expect(refused.body).not.toContain('ECONN')
  expect(before.odd.filter((answer) => !answer.startsWith('503'))).toEqual([])

  database = await folder.start()
  await until('the program is ready again', async () => (await status(program, '/readyz')) === 200)
  expect(await status(program, '/meldungen')).toBe(200)
  const after = flood(program.port, folder.key, { connections: 4, most: 8 })
  await after.over
  expect(after.acknowledged).toHaveLength(8)
  await until('everything is worked off', async () => (await undone(database.url)) === 0)

  const there = await numbers(database.url)
  const acknowledged = [...before.acknowledged, ...after.acknowledged]
  expect(acknowledged.filter(({ number }) => !there.has(number))).toEqual([])
  expect(await withoutEffect(database.url)).toEqual([])
  expect(each(acknowledged.map((a) => a.email))).toEqual(acknowledged.map(() => 1))
  expect(mail.to('zu-frueh@buerger.example')).toEqual([])
})
