import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive = promisify(argon2)

/** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 passes, 1 lane. Raise them here; see `isOutdated`. */
const current = { memory: 19_456, passes: 2, parallelism: 1 }
const TAG = 32

/** Marks the hash of a password that everybody may read in the README: it opens nothing outside of a demo. */
const PUBLISHED = 'published'

/** Which rule a new password breaks, if any; each has a text `identity.password.<fault>` (BSI ORP.4.A22). */
export function passwordFault(
  password: string,
  email: string,
): 'too_short' | 'too_long' | 'like_email' | null {
  if (password.length > 1000) return 'too_long'
  if ([...password].length < 12) return 'too_short'
  return password.toLowerCase().includes(email.split('@')[0]!.toLowerCase()) ? 'like_email' : null
}

/**
 * The password as it is stored: PHC string format, with its parameters. Takes some 30 ms in another thread,
 * so it belongs before a transaction.
 */
export async function hashPassword(password: string, { published = false } = {}): Promise<string> {
  const salt = randomBytes(16)
  const tag = await tagOf(password, salt, current, TAG)
  const { memory, passes, parallelism } = current
  const phc = `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`
  return published ? PUBLISHED + phc : phc
}

/**
 * Is this the password? Without a hash (no such account, no password set, a published one outside of a demo)
 * the answer is no after the same work, so that the time it takes tells nobody which accounts exist.
 */
export async function verifyPassword(
  password: string,
  stored: string | null,
  demo: boolean,
): Promise<boolean> {
  const usable = stored !== null && (demo || !isPublished(stored)) && password.length <= 1000
  const { params, salt, tag } = decode(usable ? stored : decoy)
  const equal = timingSafeEqual(await tagOf(password.slice(0, 1000), salt, params, tag.length), tag)
  return equal && usable
}

export const isPublished = (stored: string): boolean => stored.startsWith(PUBLISHED)

/** Was it hashed with other parameters than today's? Then it is hashed again at the next sign-in. */
export function isOutdated(stored: string): boolean {
  const { params } = decode(stored)
  return (Object.keys(current) as (keyof typeof current)[]).some((k) => params[k] !== current[k])
}

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')
const form = /^(?:published)?\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/

function decode(stored: string) {
  const [, m, t, p, salt, tag] = form.exec(stored) ?? []
  if (!tag || !salt) throw new Error('not a password hash')
  return {
    params: { memory: Number(m), passes: Number(t), parallelism: Number(p) },
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

const decoy = `$argon2id$v=19$m=${current.memory},t=${current.passes},p=${current.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(TAG))}`

// Two at a time: a flood of sign-ins must not take all threads that files and names are read with, nor the memory.
const MOST = 2
let running = 0
const waiting: (() => void)[] = []

async function tagOf(
  password: string,
  nonce: Buffer,
  params: typeof current,
  tagLength: number,
): Promise<Buffer> {
  if (running >= MOST) await new Promise<void>((resolve) => waiting.push(resolve))
  else running++
  try {
    // The same password typed on two systems may come as other code points (NIST SP 800-63B, 3.1.1.2).
    const message = Buffer.from(password.normalize('NFKC'))
    return await derive('argon2id', { message, nonce, ...params, tagLength })
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
}
