import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { open } from 'node:fs/promises'
import { Transform, type TransformCallback } from 'node:stream'
import type { MasterKey } from '../secret.ts'

// A sealed file: version (1 byte) · salt (16) · nonce (12) · cipher text · tag (16), AES-256-GCM. Its key comes from the
// master key and the salt by HKDF (RFC 5869), so a backup tells nothing to whoever has only the backup. What the file
// is called is authenticated with it: no part can stand in for another one.

const VERSION = 1
const SALT = 16
const NONCE = 12
const TAG = 16
export const HEADER = 1 + SALT + NONCE

const keyOf = (master: MasterKey, salt: Buffer): Buffer =>
  Buffer.from(hkdfSync('sha256', master, salt, 'stadtdraht backup file', 32))

/** Encrypts what flows through. */
export function sealing(master: MasterKey, about: string): Transform {
  const [salt, nonce] = [randomBytes(SALT), randomBytes(NONCE)]
  const cipher = createCipheriv('aes-256-gcm', keyOf(master, salt), nonce, { authTagLength: TAG })
  cipher.setAAD(Buffer.from(about))
  let begun = false
  const begin = (stream: Transform): void => {
    if (!begun) stream.push(Buffer.concat([Buffer.of(VERSION), salt, nonce]))
    begun = true
  }
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      begin(this)
      done(null, cipher.update(chunk))
    },
    flush(done) {
      begin(this)
      cipher.final()
      done(null, cipher.getAuthTag())
    },
  })
}

/** Decrypts the bytes of a sealed file between its header and its tag; fails at the end when a bit has changed. */
export async function opening(master: MasterKey, about: string, path: string) {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    if (size < HEADER + TAG) throw new Error(`${path} is no part of a backup`)
    const header = (await file.read(Buffer.alloc(HEADER), 0, HEADER, 0)).buffer
    const tag = (await file.read(Buffer.alloc(TAG), 0, TAG, size - TAG)).buffer
    if (header[0] !== VERSION) throw new Error(`${path} is no part of a backup`)
    const key = keyOf(master, header.subarray(1, 1 + SALT))
    const decipher = createDecipheriv('aes-256-gcm', key, header.subarray(1 + SALT), { authTagLength: TAG })
    decipher.setAAD(Buffer.from(about)).setAuthTag(tag)
    return { decipher, start: HEADER, end: size - TAG - 1 }
  } finally {
    await file.close()
  }
}
