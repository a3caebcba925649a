import { randomBytes } from 'node:crypto'
import { mkdir, open, opendir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { assertBlobName, type BlobStore, isBlobName } from './store.ts'

/**
 * Blobs as files: `ab/cd/abcd…`, two levels of 256 folders, so that no folder grows past some thousands of entries
 * with millions of blobs. Files being written stand in `incoming/` and appear under their name only when complete.
 */
export class DiskStore implements BlobStore {
  readonly #dir: string
  readonly #incoming: string

  readonly #durable: boolean

  /** `durable: false` leaves it to the system when to write: for what can be made again, such as the demo's photos. */
  constructor(dir: string, { durable = true } = {}) {
    this.#dir = dir
    this.#durable = durable
    this.#incoming = join(dir, 'incoming')
  }

  async put(name: string, bytes: Buffer): Promise<void> {
    const { folder, path } = this.#place(name)
    await Promise.all([mkdir(folder, { recursive: true, mode: 0o700 }), this.#makeIncoming()])
    const temporary = join(this.#incoming, `${name}.${randomBytes(6).toString('hex')}`)
    try {
      const file = await open(temporary, 'wx', 0o600)
      try {
        await file.writeFile(bytes)
        if (this.#durable) await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, path)
    } catch (error) {
      await rm(temporary, { force: true })
      throw error
    }
    // The name itself is durable only once its folder is, and a new folder once the folders above it are.
    if (this.#durable) for (const above of [folder, join(folder, '..'), this.#dir]) await syncFolder(above)
  }

  async get(name: string): Promise<Buffer | null> {
    return readFile(this.#place(name).path).catch(nullIfAbsent)
  }

  async has(name: string): Promise<boolean> {
    return (await stat(this.#place(name).path).catch(nullIfAbsent)) !== null
  }

  async delete(name: string): Promise<void> {
    await rm(this.#place(name).path, { force: true })
  }

  async *list(): AsyncIterable<string> {
    const folders = await opendir(this.#dir, { recursive: true }).catch(nullIfAbsent)
    if (!folders) return
    for await (const entry of folders)
      if (entry.isFile() && entry.parentPath !== this.#incoming && isBlobName(entry.name)) yield entry.name
  }

  /** Removes what a crash has left half written. Returns how many files went. */
  async sweep(olderThan: Date): Promise<number> {
    let swept = 0
    for (const name of (await readdir(this.#incoming).catch(nullIfAbsent)) ?? []) {
      const path = join(this.#incoming, name)
      const about = await stat(path).catch(nullIfAbsent) // may just have been renamed into place
      if (!about?.isFile() || about.mtime >= olderThan) continue
      await rm(path, { force: true })
      swept += 1
    }
    return swept
  }

  #place(name: string): { folder: string; path: string } {
    assertBlobName(name)
    const folder = join(this.#dir, name.slice(0, 2), name.slice(2, 4))
    return { folder, path: join(folder, name) }
  }

  #makeIncoming = () => mkdir(this.#incoming, { recursive: true, mode: 0o700 })
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function nullIfAbsent(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
