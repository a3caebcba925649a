import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { AlreadyRunning, lockFolder, lockHolder, startOf } from './lock.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lock-'))
  path = join(folder, 'running.lock')
})
afterEach(() => rmSync(folder, { recursive: true }))

test('a folder is held by one process at a time', () => {
  const release = lockFolder(folder, path)
  expect(lockHolder(path)).toBe(process.pid)
  expect(() => lockFolder(folder, path)).toThrow(AlreadyRunning)
  release()
  lockFolder(folder, path)()
  expect(readdirSync(folder)).toEqual([])
})

test.each([
  ['of a process that is gone', '4194304 1'],
  ['of an earlier process with the number of one that lives', `${process.ppid} 1`],
  ['that is damaged', 'nonsense'],
  ['that is empty', ''],
])('a lock %s is taken over', (_, lock) => {
  writeFileSync(path, lock)
  lockFolder(folder, path)
  expect(lockHolder(path)).toBe(process.pid)
  expect(readdirSync(folder)).toEqual(['running.lock'])
})

test('a living process is known by its start', () => {
  expect(startOf(process.pid)).toBe(startOf(process.pid))
  expect(startOf(process.pid)).not.toBe('')
  expect(startOf(4_194_304)).toBe('')
})
