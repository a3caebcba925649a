import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DiskStore } from '#platform/blobs/disk.ts'
import { newBlobName } from '#platform/blobs/store.ts'
import type { Embedded } from '#platform/db/embedded.ts'
import { newId } from '#platform/ids.ts'
import { root } from '../../bench/processes.ts'
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
    for (const args of [
      ['backup'],
      ['backup', dir, '--keep', 'some'],
      ['backup', dir, '--tenant', 'nirgends'],
    ])
      expect(await cli(args).ended, args.join(' ')).toBe(2)
    for (const args of [['restore'], ['restore', dir], ['restore', dir, '--as', 'x']])
      expect(await cli(args).ended, args.join(' ')).toBe(2)
  })
})

test('histories and proofs are checked from the command line', async () => {
  const verified = cli(['verify'])
  expect(await verified.ended, verified.said()).toBe(0)
  expect(verified.said()).toMatch(/teststadt: \d+ events and 0 seals recomputed/)
  expect(await cli(['verify', '--published', join(dir, 'none.jsonl')]).ended).toBe(2)
  expect(await cli(['proof', '2026-9999']).ended).toBe(2)
  expect(await cli(['proof', '--check', join(root, 'package.json')]).ended).toBe(1)
})
