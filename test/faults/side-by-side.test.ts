import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Embedded } from '#platform/db/embedded.ts'
import { MailServer } from '../mail-server.ts'
import { type Folder, folderWithTown, kill, type Program, started, stop, until } from './program.ts'
import { flood, numbers, undone, withoutEffect } from './reporting.ts'

let folder: Folder
let mail: MailServer
let database: Embedded
let webs: Program[]
let workers: Program[]
beforeAll(async () => {
  ;[folder, mail] = await Promise.all([folderWithTown(), MailServer.start()])
  database = await folder.start()
  const env = (name: string) => ({
    DATA_DIR: `${folder.dataDir}/${name}`,
    SECRET_KEY: folder.secretKey,
    DATABASE_URL: database.url,
    SMTP_URL: mail.url,
  })
  webs = await Promise.all(['a', 'b'].map((name) => started('web', env(name))))
  workers = await Promise.all(['c', 'd'].map((name) => started('worker', env(name))))
})
afterAll(async () => {
  await Promise.all([...webs, ...workers].map(stop))
  await database.stop()
  await mail.down()
  folder.remove()
})

test('two web and two worker processes: each report once, each mail once, and a lost worker’s jobs are done by the other', async () => {
  const ports = webs.map((web) => web.port)
  const sending = flood(ports, folder.key, { most: 200 })
  await until('mails flow', () => mail.mails.length > 10)
  await kill(workers[0]!)
  await sending.over
  expect(sending.odd).toEqual([])
  expect(sending.acknowledged).toHaveLength(200)
  expect(new Set(sending.acknowledged.map((a) => a.number)).size).toBe(200)
  await until('the other worker has done everything', async () => (await undone(database.url)) === 0, 100)
  expect(await numbers(database.url)).toHaveProperty('size', 200)
  expect(await withoutEffect(database.url)).toEqual([])
  expect(sending.acknowledged.filter(({ email }) => mail.to(email).length !== 1)).toEqual([])
}, 120_000)
