import fc from 'fast-check'
import { expect, test } from 'vitest'
import { newDataKey, open, seal, sha256 } from './seal.ts'
import { newBlobName } from './store.ts'

const key = newDataKey()
const name = newBlobName()

test('gives back what was sealed, whatever it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
      const plain = Buffer.from(bytes)
      expect(open(key, name, seal(key, name, plain))).toEqual(plain)
    }),
  )
})

test('shows nothing of what is inside, and never the same twice', () => {
  const plain = Buffer.from('Musterstraße 1, Musterstadt')
  const sealed = seal(key, name, plain)
  expect(sealed.includes('Muster')).toBe(false)
  expect(sealed.equals(seal(key, name, plain))).toBe(false)
})

test('notices every changed, missing or added byte', () => {
  const sealed = seal(key, name, Buffer.from('the town answers'))
  for (let at = 0; at < sealed.length; at += 1) {
    const changed = Buffer.from(sealed)
    changed[at]! ^= 1
    expect(() => open(key, name, changed)).toThrow()
    expect(() => open(key, name, sealed.subarray(0, at))).toThrow()
  }
  expect(() => open(key, name, Buffer.concat([sealed, Buffer.of(0)]))).toThrow()
})

test('opens with its own key and under its own name only', () => {
  const sealed = seal(key, name, Buffer.from('x'))
  expect(() => open(newDataKey(), name, sealed)).toThrow()
  expect(() => open(key, newBlobName(), sealed)).toThrow()
  expect(() => seal(Buffer.alloc(16), name, Buffer.from('x'))).toThrow()
})

test('digests as FIPS 180-4 says', () => {
  expect(sha256(Buffer.from('abc')).toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
