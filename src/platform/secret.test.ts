import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { hashToken, hmac, keptSecret, masterKey, newKey, randomToken, unwrapKey, wrapKey } from './secret.ts'

describe('the master key', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'secret-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  test('is made once, for us only, and leaves nothing else behind', () => {
    const first = masterKey({ dataDir: join(dataDir, 'new') })
    expect(first).toHaveLength(32)
    expect(masterKey({ dataDir: join(dataDir, 'new') })).toEqual(first)
    expect(statSync(join(dataDir, 'new/secret.key')).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(dataDir, 'new'))).toEqual(['secret.key'])
  })

  test('is the first one when two processes make it at once', () => {
    const path = join(dataDir, 'secret.key')
    const second = keptSecret(path, () => {
      keptSecret(path, () => 'first')
      return 'second'
    })
    expect(second).toBe('first')
  })

  test('comes from the settings where it is given', () => {
    const secretKey = newKey()
    expect(masterKey({ dataDir, secretKey })).toBe(secretKey)
    expect(readdirSync(dataDir)).toEqual([])
  })
})

describe('a wrapped key', () => {
  const [outer, inner] = [newKey(), newKey()]
  const wrapped = wrapKey(outer, inner, 'case 1')

  test('opens with the same key and purpose only', () => {
    expect(unwrapKey(outer, wrapped, 'case 1')).toEqual(inner)
    expect(() => unwrapKey(outer, wrapped, 'case 2')).toThrow()
    expect(() => unwrapKey(newKey(), wrapped, 'case 1')).toThrow()
  })

  test('shows every changed bit', () => {
    for (const at of [0, 12, 30, wrapped.length - 1]) {
      const changed = Buffer.from(wrapped)
      changed[at]! ^= 1
      expect(() => unwrapKey(outer, changed, 'case 1')).toThrow()
    }
    expect(() => unwrapKey(outer, wrapped.subarray(0, 20), 'case 1')).toThrow()
  })
})

test('tokens have 128 bits and are stored as a digest', () => {
  const token = randomToken()
  expect(token).toMatch(/^[\w-]{22}$/)
  expect(hashToken(token)).toHaveLength(32)
  expect(hmac(Buffer.alloc(32), 'a')).not.toEqual(hmac(Buffer.alloc(32, 1), 'a'))
})
