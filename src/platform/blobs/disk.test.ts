import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { DiskStore } from './disk.ts'
import { newBlobName } from './store.ts'

let dir: string
let store: DiskStore

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'blobs-'))
  store = new DiskStore(dir)
})
afterEach(() => rm(dir, { recursive: true, force: true }))

const names = () => Array.fromAsync(store.list())

test('keeps bytes under their name until they are deleted', async () => {
  const name = newBlobName()
  await store.put(name, Buffer.from('one'))
  await store.put(name, Buffer.from('two'))
  expect(await store.get(name)).toEqual(Buffer.from('two'))
  expect(await names()).toEqual([name])
  await store.delete(name)
  await store.delete(name)
  expect(await store.get(name)).toBeNull()
})

test('an empty store, even one without a folder, has nothing', async () => {
  const nowhere = new DiskStore(join(dir, 'not', 'there'))
  expect(await Array.fromAsync(nowhere.list())).toEqual([])
  expect(await nowhere.get(newBlobName())).toBeNull()
  expect(await nowhere.sweep(new Date())).toBe(0)
})

test('takes many blobs at once and spreads them over folders', async () => {
  const many = Array.from({ length: 60 }, newBlobName)
  await Promise.all(many.map((name) => store.put(name, Buffer.from(name))))
  expect((await names()).toSorted()).toEqual(many.toSorted())
  expect((await readdir(dir)).length).toBeGreaterThan(20)
  expect(await readdir(join(dir, 'incoming'))).toEqual([])
})

test.each([
  '../../../../../../etc/passwd',
  '..',
  '',
  'incoming',
  `${'a'.repeat(32)}/../x`,
  `${'a'.repeat(32)}\0`,
  `${'a'.repeat(32)}\n`,
  'A'.repeat(32),
  'a'.repeat(31),
  'a'.repeat(65),
])('refuses %j, which is no name of ours', async (name) => {
  await expect(store.put(name, Buffer.from('x'))).rejects.toThrow('not a blob name')
  await expect(store.get(name)).rejects.toThrow('not a blob name')
  await expect(store.delete(name)).rejects.toThrow('not a blob name')
})

test('sweeps what a crash left half written, and only that', async () => {
  const kept = newBlobName()
  await store.put(kept, Buffer.from('kept'))
  const old = join(dir, 'incoming', `${newBlobName()}.0123`)
  const fresh = join(dir, 'incoming', `${newBlobName()}.4567`)
  for (const path of [old, fresh]) await writeFile(path, 'half')
  await utimes(old, new Date('2026-01-01'), new Date('2026-01-01'))
  expect(await names()).toEqual([kept])
  expect(await store.sweep(new Date('2026-02-01'))).toBe(1)
  expect(await readdir(join(dir, 'incoming'))).toEqual([fresh.split('/').at(-1)])
  expect(await store.get(kept)).toEqual(Buffer.from('kept'))
})
