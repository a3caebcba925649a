import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline, type Readable } from 'node:stream'
import { pipeline as finished } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import type { MasterKey } from '../secret.ts'
import { BackupError } from './errors.ts'
import { opening, sealing } from './sealed-file.ts'

/** A file of a backup, as the manifest names it. */
export interface Part {
  /** Below the folder of the backup. */
  file: string
  bytes: number
  sha256: string
}

/** Writes a stream compressed and encrypted; the file has its name only when it is complete and on the disk. */
export async function writePart(
  master: MasterKey,
  dir: string,
  name: string,
  about: string,
  from: Readable,
): Promise<Part> {
  const path = join(dir, name)
  const draft = `${path}.writing`
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const file = await open(draft, 'w', 0o600)
  const sha = createHash('sha256')
  let bytes = 0
  try {
    const compressed = createZstdCompress()
    await finished(from, compressed, sealing(master, about), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) {
        sha.update(chunk)
        bytes += chunk.length
        await file.write(chunk)
      }
      await file.sync()
    })
  } catch (error) {
    await file.close()
    await rm(draft, { force: true })
    throw roomError(error, dir)
  }
  await file.close()
  await rename(draft, path)
  return { file: name, bytes, sha256: sha.digest('hex') }
}

/** What a part holds, decrypted and unpacked. */
export async function readPart(
  master: MasterKey,
  dir: string,
  name: string,
  about: string,
): Promise<Readable> {
  const path = join(dir, name)
  const { decipher, start, end } = await opening(master, about, path)
  const out = createZstdDecompress()
  pipeline(createReadStream(path, { start, end }), decipher, out, () => {}) // who reads `out` hears of failures
  return out
}

/** The lines of a text that comes in pieces; what goes wrong with the pieces is thrown. */
export async function* linesOf(from: Readable): AsyncGenerator<string> {
  let rest = ''
  for await (const chunk of from.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** What is wrong with a part, in a sentence, or null. */
export async function partFault(dir: string, part: Part): Promise<string | null> {
  const path = join(dir, part.file)
  const found = await stat(path).catch(() => null)
  if (!found) return `The part ${part.file} is missing.`
  if (found.size !== part.bytes)
    return `The part ${part.file} is damaged: it has ${found.size} bytes instead of ${part.bytes}.`
  const sha = createHash('sha256')
  for await (const chunk of createReadStream(path)) sha.update(chunk as Buffer)
  return sha.digest('hex') === part.sha256
    ? null
    : `The part ${part.file} is damaged: its checksum is another one.`
}

/** A full disk is said as such; it is the commonest way for a backup to fail. */
export function roomError(error: unknown, dir: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
    ? new BackupError(`There is no room left in ${dir}. Nothing of the backups before has been touched.`)
    : error
}
