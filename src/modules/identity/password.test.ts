import { argon2Sync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hashPassword, isOutdated, passwordFault, verifyPassword } from './password.ts'

describe('a password', () => {
  it('is stored with its parameters and a salt of its own', async () => {
    const [a, b] = await Promise.all([
      hashPassword('ein langes Passwort'),
      hashPassword('ein langes Passwort'),
    ])
    expect(a).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(a).not.toBe(b)
    expect(await verifyPassword('ein langes Passwort', a, false)).toBe(true)
    expect(await verifyPassword('ein anderes Passwort', a, false)).toBe(false)
  })

  it('is the same in composed and decomposed characters', async () => {
    const stored = await hashPassword('Grüße aus Köln'.normalize('NFC'))
    expect(await verifyPassword('Grüße aus Köln'.normalize('NFD'), stored, false)).toBe(true)
  })

  it('that was published opens nothing outside of a demo', async () => {
    const stored = await hashPassword('steht im README', { published: true })
    expect(await verifyPassword('steht im README', stored, true)).toBe(true)
    expect(await verifyPassword('steht im README', stored, false)).toBe(false)
    expect(isOutdated(stored)).toBe(false)
  })

  it('hashed with earlier parameters still fits and is known to be outdated', async () => {
    const nonce = Buffer.alloc(16, 7)
    const message = Buffer.from('von früher her')
    const tag = argon2Sync('argon2id', {
      message,
      nonce,
      memory: 8192,
      passes: 1,
      parallelism: 1,
      tagLength: 32,
    })
    const text = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '')
    const stored = `$argon2id$v=19$m=8192,t=1,p=1$${text(nonce)}$${text(tag)}`
    expect(await verifyPassword('von früher her', stored, false)).toBe(true)
    expect(isOutdated(stored)).toBe(true)
  })

  it('of nobody takes as long to refuse as a wrong one', async () => {
    const stored = await hashPassword('ein langes Passwort')
    const quickest = async (hash: string | null, password = 'falsch') => {
      const times: number[] = []
      for (let i = 0; i < 9; i++) {
        const begin = performance.now()
        expect(await verifyPassword(password, hash, false)).toBe(false)
        times.push(performance.now() - begin)
      }
      return Math.min(...times) // what else the machine does only adds
    }
    const wrong = await quickest(stored)
    // Without the work on a decoy it would be a hundred times faster.
    expect(await quickest(null)).toBeGreaterThan(wrong / 4)
    expect(await quickest(stored, 'x'.repeat(100_000))).toBeGreaterThan(wrong / 4)
  })

  it('has rules', () => {
    expect(passwordFault('zu kurz', 'a@b.example')).toBe('too_short')
    expect(passwordFault('x'.repeat(1001), 'a@b.example')).toBe('too_long')
    expect(passwordFault('Erika.Muster2026', 'erika.muster@b.example')).toBe('like_email')
    expect(passwordFault('vier Bäume am Fluss', 'erika.muster@b.example')).toBeNull()
  })
})
