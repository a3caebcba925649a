import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

// A sealed blob: version (1 byte) · nonce (12) · cipher text · tag (16), AES-256-GCM (NIST SP 800-38D). The blob's name
// is authenticated with it, so a blob cannot be passed off as another one under the same key. Nonces are random: at
// 2^32 blobs a key, far beyond any case, the risk of a repetition is still below the 2^-32 that the standard allows.

const version = 1
const nonceLength = 12
const tagLength = 16
const overhead = 1 + nonceLength + tagLength

export const newDataKey = (): Buffer => randomBytes(32)

export function seal(dataKey: Buffer, name: string, plain: Buffer): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: tagLength }).setAAD(aad(name))
  return Buffer.concat([Buffer.of(version), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** Throws when a single bit has changed, or when the key or the name is another one. */
export function open(dataKey: Buffer, name: string, sealed: Buffer): Buffer {
  if (sealed.length < overhead || sealed[0] !== version) throw new Error('not a sealed blob')
  const nonce = sealed.subarray(1, 1 + nonceLength)
  const decipher = createDecipheriv('aes-256-gcm', dataKey, nonce, { authTagLength: tagLength })
  decipher.setAAD(aad(name)).setAuthTag(sealed.subarray(-tagLength))
  return Buffer.concat([decipher.update(sealed.subarray(1 + nonceLength, -tagLength)), decipher.final()])
}

export const sha256 = (plain: Buffer): Buffer => createHash('sha256').update(plain).digest()

const aad = (name: string): Buffer => Buffer.from(`stadtdraht blob ${version} ${name}`)
