import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runningEmbedded } from '#platform/db/embedded.ts'
import { readPidFile } from '#platform/db/server-processes.ts'
import { MailServer } from '../mail-server.ts'
import { type Folder, folderWithTown, kill, type Program, started, stop, until } from './program.ts'
import { flood, look, numbers, undone, withoutEffect } from './reporting.ts'

let folder: Folder
let mail: MailServer
let program: Program
beforeEach(async () => {
  ;[folder, mail] = await Promise.all([folderWithTown(), MailServer.start()])
  program = await started('main', { DATA_DIR: folder.dataDir, SMTP_URL: mail.url })
})
afterEach(async () => {
  await stop(program)
  await mail.down()
  folder.remove()
})

/** A mail that was claimed and reached nobody's hands rests for a minute; here that minute is over at once. */
const endLeases = (url: string, killedAt: Date) =>
  look(url, `update platform.mail set leased_until = $1 where status = 'sending' and leased_until <= $2`, [
    killedAt,
    new Date(killedAt.getTime() + 60_000),
  ])

describe.each([
  ['the program', false],
  ['the program and its database', true],
])('kill -9 of %s while reports come in at full speed', (_, database) => {
  test('every acknowledged report is there, each reporter is told once, every event has its effect', async () => {
    const sending = flood(program.port, folder.key)
    // Some of everything is under way by then: requests, jobs, mails.
    await until('reports and mails flow', () => sending.acknowledged.length > 150 && mail.mails.length > 10)
    const postmaster = readPidFile(join(folder.dataDir, 'db'))!.pid
    if (database) process.kill(postmaster, 'SIGKILL')
    await kill(program)
    const killedAt = new Date()
    await sending.over
    expect(sending.odd).toEqual([])

    program = await started('main', { DATA_DIR: folder.dataDir, SMTP_URL: mail.url })
    const { url } = runningEmbedded(folder.dataDir)!
    await new Promise((resolve) => setTimeout(resolve, 3000))
    await endLeases(url, killedAt)
    await until('everything is worked off', async () => (await undone(url)) === 0)

    const there = await numbers(url)
    expect(sending.acknowledged.filter(({ number }) => !there.has(number))).toEqual([])
    expect(await withoutEffect(url)).toEqual([])
    // Whoever is sent to a case hears of it too, of several; no letter comes twice, and a reporter gets one.
    const letters = mail.mails.map(({ to, raw }) => `${to} ${/^Message-ID: *(\S+)/im.exec(String(raw))![1]}`)
    expect(letters.filter((letter, i) => letters.indexOf(letter) !== i)).toEqual([])
    const told = new Map<string, number>()
    for (const { to } of mail.mails)
      if (!to.endsWith('@teststadt.example')) told.set(to, (told.get(to) ?? 0) + 1)
    expect([...told].filter(([, n]) => n !== 1)).toEqual([])
    expect(sending.acknowledged.filter(({ email }) => !told.has(email))).toEqual([])
    // Nothing that was not acknowledged but committed was forgotten either.
    expect(told.size).toBe(there.size)
  })
})
