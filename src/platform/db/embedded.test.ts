import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { programCopies, quickFolder } from '../../../test/quick-folder.ts'
import { type EmbeddedOptions, runningEmbedded, startEmbedded } from './embedded.ts'

// The server of the test run is of this kind too; here it is started, killed and started again.
let dataDir: string
beforeEach(() => {
  dataDir = quickFolder('embedded')
  chmodSync(dataDir, 0o711) // as root, the server is somebody else
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const program = `
  import { startEmbedded } from ${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)}
  await startEmbedded({ dataDir: process.argv[1], copies: process.argv[2] || undefined, sync: false })
  console.log('ready')
  setInterval(() => {}, 1000)
`
async function startedElsewhere(): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '-e', program, dataDir, programCopies ?? ''],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  await new Promise<void>((ready, failed) => {
    child.stdout!.on('data', () => ready())
    child.on('exit', () => failed(new Error('the program ended')))
  })
  return child
}

/** Waits too, because a starter that comes before the end is told that the program is running. */
function killed(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGKILL')
  return ended
}

async function ask(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const start = (options: Partial<EmbeddedOptions> = {}) =>
  startEmbedded({ dataDir, sync: false, copies: programCopies, ...options })

describe('the embedded server', () => {
  test('keeps what was committed when the program and the server are killed', async () => {
    const child = await startedElsewhere()
    const { url } = runningEmbedded(dataDir)!
    await ask(url, 'create table kept (x int); insert into kept values (1)')
    const server = Number(readFileSync(join(dataDir, 'db/postmaster.pid'), 'utf8').split('\n')[0])
    process.kill(server, 'SIGKILL')
    await killed(child)

    const again = await start()
    expect(await ask(again.url, 'select x from kept')).toEqual([{ x: 1 }])
    await again.stop()
    expect(runningEmbedded(dataDir)).toBeUndefined()
  })

  test('follows a server whose program was killed', async () => {
    const child = await startedElsewhere()
    await killed(child)
    const again = await start()
    expect(await ask(again.url, 'select 1 as x')).toEqual([{ x: 1 }])
    await again.stop()
  })

  test('serves one program at a time, and says so', async () => {
    const first = await start()
    await expect(start()).rejects.toThrow('already running')
    expect(await ask(first.url, 'select 1 as x')).toEqual([{ x: 1 }])
    await first.stop()
  })

  test('answers on a socket only, whose folder and passwords are for nobody else', async () => {
    const server = await start()
    expect(await ask(server.url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
    expect(statSync(join(dataDir, 'socket')).mode & 0o777).toBe(0o700)
    expect(statSync(join(dataDir, 'database.secret')).mode & 0o777).toBe(0o600)
    await expect(ask(server.url.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow('password')
    expect(await ask(server.url, 'show fsync')).toEqual([{ fsync: 'on' }])
    expect(await ask(server.url, `select lower('ÄŐ') as l, 'ä' > 'z' as order`)).toEqual([
      { l: 'äő', order: true },
    ])
    await server.stop()
  })

  test('writes nothing into its log that people have typed', async () => {
    const server = await start()
    await ask(server.url, 'create table mails (mail text unique)')
    for (const sql of [
      `insert into mails values ('kanaria@x')`,
      `insert into mails values ('kanaria@x')`,
      `select 'kanaria'::int`,
    ]) {
      await ask(server.url, sql).catch(() => {})
    }
    await server.stop()
    expect(readFileSync(join(dataDir, 'database.log'), 'utf8')).not.toContain('kanaria')
  })

  test('says which folder cannot be entered', async () => {
    const closed = join(dataDir, 'closed')
    await start({ dataDir: join(closed, 'data') }).then((server) => server.stop())
    const root = process.getuid?.() === 0
    chmodSync(closed, root ? 0o700 : 0o000) // as root it is the server's user who stays outside
    await expect(start({ dataDir: join(closed, 'data') })).rejects.toThrow(
      root ? `cannot enter ${closed}` : `DATA_DIR (${closed}/data) cannot be made or used`,
    )
    chmodSync(closed, 0o711)
  })

  test('has a socket with a short name where the folder’s is long', async () => {
    const server = await start({ dataDir: join(dataDir, 'x'.repeat(100)) })
    expect(await ask(server.url, 'select 1 as x')).toEqual([{ x: 1 }])
    await server.stop()
  })
})
