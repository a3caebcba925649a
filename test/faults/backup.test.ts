import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { submit } from '#modules/reports/index.ts'
import { DiskStore } from '#platform/blobs/disk.ts'
import { newBlobName } from '#platform/blobs/store.ts'
import { loadConfig } from '#platform/config.ts'
import { system } from '#platform/context/actor.ts'
import { inTx } from '#platform/context/transaction.ts'
import { createPlatform } from '#platform/create.ts'
import type { Embedded } from '#platform/db/embedded.ts'
import { newId } from '#platform/ids.ts'
import { createLog } from '#platform/log.ts'
import { root } from '../../bench/processes.ts'
import { somewhere } from '../town.ts'
import { type Folder, folderWithTown, until } from './program.ts'

const FILES = 400

let folder: Folder
let database: Embedded
let dir: string

interface Cli {
  child: ChildProcess
  said: () => string
  ended: Promise<number | string>
}

/** A command of the program, as a person or a timer starts it; `limit` in kB is the largest file it may write. */
function cli(
  args: string[],
  { limit, dataDir = folder.dataDir }: { limit?: number; dataDir?: string } = {},
): Cli {
  const { PATH = '', HOME = '' } = process.env
  const command = [process.execPath, '--import', 'tsx', join(root, 'src/cli.ts'), ...args]
  const [program = '', ...rest] = limit
    ? ['/bin/sh', '-c', `ulimit -f ${limit}; exec "$@"`, 'sh', ...command]
    : command
  const child = spawn(program, rest, {
    cwd: root,
    env: { PATH, HOME, DATABASE_URL: database.url, DATA_DIR: dataDir, SECRET_KEY: folder.secretKey },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (part) => (said += part))
  child.stderr.on('data', (part) => (said += part))
  const ended = new Promise<number | string>((resolve) =>
    child.on('close', (code, signal) => resolve(code ?? signal ?? 'unknown')),
  )
  return { child, said: () => said, ended }
}

const copied = (): number =>
  existsSync(join(dir, 'blobs'))
    ? readdirSync(join(dir, 'blobs'), { recursive: true, withFileTypes: true }).filter((e) => e.isFile())
        .length
    : 0

beforeAll(async () => {
  folder = await folderWithTown()
  database = await folder.start()
  const store = new DiskStore(join(folder.dataDir, 'blobs'), { durable: false })
  const owner = new pg.Client({ connectionString: database.url })
  await owner.connect()
  const { rows } = await owner.query('select id from tenancy.tenant order by slug limit 1')
  const [tenant, container] = [rows[0].id, newId()]
  await owner.query('insert into files.folder values ($1, $2, $3, now())', [
    tenant,
    container,
    Buffer.alloc(60),
  ])
  for (let i = 0; i < FILES; i++) {
    const name = newBlobName()
    await store.put(name, Buffer.alloc(50_000, i % 251))
    await owner.query(
      `insert into files.file (tenant_id, id, folder_id, kind, stage, visibility, name, mime, size, sha256, original_blob,
         by_kind, created_at) values ($1, $2, $3, 'photo', 'report', 'public', '', 'image/jpeg', 1, '', $4, 'system', now())`,
      [tenant, newId(), container, name],
    )
  }
  await owner.end()
})
afterAll(async () => {
  await database.stop()
  folder.remove()
})
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'stadtdraht-backup-'))
  return () => rmSync(dir, { recursive: true, force: true })
})

// Each starts the program several times, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

describe('a backup', () => {
  test('that was killed in the middle is gone on with, and harms none before it', async () => {
    const first = cli(['backup', dir])
    await until('some files are copied', () => copied() > 40)
    first.child.kill('SIGKILL')
    await first.ended
    const before = copied()
    expect(before).toBeLessThan(FILES)
    expect(readdirSync(join(dir, 'snapshots')).filter((name) => !name.endsWith('.unfinished'))).toEqual([])

    const second = cli(['backup', dir])
    expect(await second.ended, second.said()).toBe(0)
    const fresh = Number(/of which ([\d,]+) were new/.exec(second.said())?.[1]?.replace(',', ''))
    expect(fresh).toBeGreaterThan(0)
    expect(fresh).toBeLessThanOrEqual(FILES - before + 8) // those in the middle of being written come again
    expect(readdirSync(join(dir, 'snapshots'))).toHaveLength(1)
    const check = cli(['restore', dir, '--check'])
    expect(await check.ended, check.said()).toBe(0)
    expect(check.said()).toContain('is whole')

    const third = cli(['backup', dir])
    await until('the third has begun', () => readdirSync(join(dir, 'snapshots')).length > 1)
    third.child.kill('SIGKILL')
    await third.ended
    expect(await cli(['restore', dir, '--check']).ended).toBe(0)
  })

  test('waits for no other one, and says so', async () => {
    const first = cli(['backup', dir])
    await until('it has begun', () => existsSync(join(dir, 'running.lock')))
    first.child.kill('SIGSTOP')
    const second = cli(['backup', dir])
    expect(await second.ended).toBe(2)
    expect(second.said()).toMatch(/Another backup \(process \d+\) is writing/)
    first.child.kill('SIGCONT')
    expect(await first.ended, first.said()).toBe(0)
  })

  test('for which there is no room left says so, and keeps what was there', async () => {
    const whole = cli(['backup', dir, '--tenant', 'teststadt'])
    expect(await whole.ended, whole.said()).toBe(0)
    // No file may grow beyond 20 kB: writing fails in the middle, as on a full disk.
    const full = mkdtempSync(join(tmpdir(), 'stadtdraht-full-'))
    const first = cli(['backup', full], { limit: 40 })
    expect(await first.ended).toBe(2)
    expect(first.said()).toContain(`There is no room left in ${full}`)
    expect(readdirSync(join(full, 'snapshots'))).toEqual([])
    rmSync(full, { recursive: true })
    expect(await cli(['restore', dir, '--check']).ended).toBe(0)
  })

  test('asks for what it needs', async () => {
    const wrong = [
      ['backup'],
      ['backup', dir, '--keep', 'some'],
      ['backup', dir, '--tenant', 'nirgends'],
      ['restore'],
      ['restore', dir],
      ['restore', dir, '--as', 'x'],
      ['verify', '--published', join(dir, 'none.jsonl')],
      ['proof', '2026-9999'],
    ]
    const codes = await Promise.all(wrong.map((args) => cli(args).ended))
    expect(codes).toEqual(wrong.map(() => 2))
  })
})

test('histories and proofs are checked from the command line', async () => {
  const platform = createPlatform(loadConfig({ DATA_DIR: folder.dataDir, SECRET_KEY: folder.secretKey }), {
    url: database.url,
    log: createLog('silent'),
  })
  const tenant = (await platform.tenants.all()).find((t) => t.slug === 'teststadt')!
  const { number } = await inTx(platform, { tenant, actor: system('test') }, (ctx) =>
    submit(ctx, {
      id: newId(),
      category: 'schlagloch',
      text: 'Ein Loch',
      place: somewhere,
      address: null,
      placedBy: 'map',
      answers: {},
      reporter: null,
      channel: 'web',
    }),
  )
  await platform.close()
  const file = join(dir, 'proof.json')
  const proof = cli(['proof', number, '--out', file])
  expect(await proof.ended, proof.said()).toBe(0)
  const check = cli(['proof', '--check', file])
  expect(await check.ended, check.said()).toBe(0)
  expect(check.said()).toContain('1 wait for the next seal')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"system"', '"staff"'))
  const bent = cli(['proof', '--check', file])
  expect(await bent.ended).toBe(1)
  expect(bent.said()).toContain('is not what its hash says')

  const verified = cli(['verify'])
  expect(await verified.ended, verified.said()).toBe(0)
  expect(verified.said()).toMatch(/teststadt: \d+ events and 0 seals recomputed/)
})
