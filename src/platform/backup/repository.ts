import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DiskStore } from '../blobs/disk.ts'
import { AlreadyRunning, lockFolder } from '../db/lock.ts'
import { BackupError } from './errors.ts'

/**
 * A folder of backups:
 *
 *     stadtdraht-backup.json     says that it is one
 *     keys/TENANT                keys whose loss is erasure: one copy, replaced by every backup
 *     erasures/TENANT            what was erased and when, so that it is erased again after an older backup is restored
 *     blobs/ab/cd/…              files, shared by all backups
 *     snapshots/TIME/            one backup: manifest.json, written last, and TENANT/TABLE
 */
export interface Repository {
  dir: string
  blobs: DiskStore
  keys: string
  erasures: string
  snapshots: string
}

const MARK = 'stadtdraht-backup.json'
const UNFINISHED = '.unfinished'

const placesIn = (dir: string): Repository => ({
  dir,
  blobs: new DiskStore(join(dir, 'blobs')),
  keys: join(dir, 'keys'),
  erasures: join(dir, 'erasures'),
  snapshots: join(dir, 'snapshots'),
})

/** An existing one, for reading. */
export async function openRepository(dir: string): Promise<Repository> {
  const mark = await readFile(join(dir, MARK), 'utf8').catch(() => null)
  if (mark === null) throw new BackupError(`There is no backup in ${dir}.`)
  const { format } = JSON.parse(mark) as { format?: number }
  if (format !== 1) throw new BackupError(`The backups in ${dir} were written by a newer program.`)
  return placesIn(dir)
}

/** For writing: made if it is new, claimed for this process, cleared of what an earlier one left unfinished. */
export async function claimRepository(dir: string): Promise<{ repository: Repository; release: () => void }> {
  await mkdir(dir, { recursive: true, mode: 0o700 })
  const there = await readdir(dir)
  if (!there.includes(MARK)) {
    if (there.length > 0)
      throw new BackupError(`${dir} holds other things. Choose an empty folder for backups.`)
    await writeFile(join(dir, MARK), '{ "format": 1 }\n', { mode: 0o600 })
  }
  const repository = await openRepository(dir)
  const release = claim(dir)
  for (const name of await readdir(repository.snapshots).catch(() => []))
    if (name.endsWith(UNFINISHED)) await rm(join(repository.snapshots, name), { recursive: true })
  return { repository, release }
}

function claim(dir: string): () => void {
  try {
    return lockFolder(dir, join(dir, 'running.lock'))
  } catch (error) {
    if (!(error instanceof AlreadyRunning)) throw error
    throw new BackupError(`Another backup (process ${error.pid}) is writing to ${dir}.`)
  }
}

/** The backups that are complete, oldest first. */
export async function snapshotsIn({ snapshots }: Repository): Promise<string[]> {
  const names = await readdir(snapshots).catch(() => [])
  return names.filter((name) => /^\d{4}-\d\d-\d\dT[\d-]+Z$/.test(name)).sort()
}

/** Begins one: a folder of its own that gets its name when it is complete. */
export async function beginSnapshot(
  { snapshots }: Repository,
  at: Date,
): Promise<{ name: string; dir: string; finish: () => Promise<void>; drop: () => Promise<void> }> {
  const name = at.toISOString().replaceAll(':', '-').replace('.', '-')
  const dir = join(snapshots, `${name}${UNFINISHED}`)
  await mkdir(dir, { recursive: true, mode: 0o700 })
  return {
    name,
    dir,
    finish: () => rename(dir, join(snapshots, name)),
    drop: () => rm(dir, { recursive: true, force: true }),
  }
}
