import { createCipheriv, createDecipheriv, createHmac, hash, randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export type MasterKey = Buffer

/**
 * The master key: SECRET_KEY, or the file `secret.key` in the data folder, made once. Every other key is
 * wrapped by it or by a key that it wraps, so whoever loses it loses the files.
 */
export function masterKey(config: { dataDir: string; secretKey?: Buffer | undefined }): MasterKey {
  if (config.secretKey) return config.secretKey
  return Buffer.from(
    keptSecret(join(config.dataDir, 'secret.key'), () => randomBytes(32).toString('base64')),
    'base64',
  )
}

/**
 * The text of a file that only we may read; made on first use. Of two processes that make it at once, both get
 * the same one: the text is complete before the file gets its name, and the name is given only once.
 */
export function keptSecret(path: string, make: () => string): string {
  const read = () => readFileSync(path, 'utf8').trim()
  try {
    return read()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  mkdirSync(join(path, '..'), { recursive: true })
  const draft = `${path}.${process.pid}.${randomToken()}`
  writeFileSync(draft, `${make()}\n`, { flag: 'wx', mode: 0o600, flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(draft)
  }
  return read()
}

/** A new data key for `wrapKey`. */
export const newKey = (): Buffer => randomBytes(32)

/** Encrypts a key by another (AES-256-GCM). `about` says what it belongs to and must be the same at unwrapping. */
export function wrapKey(wrapping: Buffer, key: Buffer, about: string): Buffer {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', wrapping, iv).setAAD(Buffer.from(about))
  return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()])
}

/** The inverse. Throws when the wrapping key, `about` or a single bit differs. */
export function unwrapKey(wrapping: Buffer, wrapped: Buffer, about: string): Buffer {
  const tag = wrapped.subarray(-16)
  const decipher = createDecipheriv('aes-256-gcm', wrapping, wrapped.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(about)).setAuthTag(tag)
  return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()])
}

/** 128 random bits for links, sessions and API keys: 22 characters of base64url. Stored only as `hashToken`. */
export const randomToken = (): string => randomBytes(16).toString('base64url')

/** SHA-256; enough for tokens, which are random. Passwords need Argon2id. */
export const hashToken = (token: string): Buffer => hash('sha256', token, 'buffer')

/** HMAC-SHA-256 of a text, for signatures and salted digests. */
export const hmac = (key: Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
