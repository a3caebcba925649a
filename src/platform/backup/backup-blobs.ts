import { hash } from 'node:crypto'
import type { Platform } from '../platform.ts'
import { BackupError } from './errors.ts'
import type { TenantPart } from './manifest.ts'
import { linesOf, readPart } from './part.ts'
import type { Repository } from './repository.ts'

const AT_ONCE = 8
const SUM = 32

/**
 * Copies the files that the rows speak of and that no earlier backup has copied. Each stands in the folder of backups
 * with its SHA-256 behind it, so that it can be checked alone. Files whose rows stay when they are taken out are absent.
 */
export async function copyBlobs(
  platform: Platform,
  { blobs }: Repository,
  dir: string,
  tenant: TenantPart,
  say: (text: string) => void = () => {},
): Promise<{ copied: number; bytes: number; absent: string[] }> {
  const done = { copied: 0, bytes: 0, absent: [] as string[] }
  let seen = 0
  await eachBlob(platform, dir, tenant, async (name) => {
    seen += 1
    if (seen % 500 === 0) say(`${tenant.tenant.slug}: file ${seen} of ${tenant.blobs.count}`)
    if (await blobs.has(name)) return
    const bytes = await platform.blobs.get(name)
    if (!bytes) {
      done.absent.push(name)
      return
    }
    await blobs.put(name, Buffer.concat([bytes, hash('sha256', bytes, 'buffer')]))
    done.copied += 1
    done.bytes += bytes.length
  })
  return done
}

/** Copies them back; answers those that are missing or damaged, which are left out. */
export async function restoreBlobs(
  platform: Platform,
  { blobs }: Repository,
  dir: string,
  tenant: TenantPart,
  { write, say = () => {} }: { write: boolean; say?: ((text: string) => void) | undefined },
): Promise<{ copied: number; faults: string[] }> {
  const faults: string[] = []
  const absent = new Set(tenant.blobs.absent)
  let copied = 0
  let seen = 0
  await eachBlob(platform, dir, tenant, async (name) => {
    seen += 1
    if (seen % 500 === 0) say(`${tenant.tenant.slug}: file ${seen} of ${tenant.blobs.count}`)
    const kept = await blobs.get(name)
    if (!kept) {
      if (!absent.has(name)) faults.push(`The file ${name} is missing.`)
      return
    }
    const bytes = kept.subarray(0, -SUM)
    if (kept.length < SUM || !hash('sha256', bytes, 'buffer').equals(kept.subarray(-SUM)))
      faults.push(`The file ${name} is damaged: its checksum is another one.`)
    else {
      if (write) await platform.blobs.put(name, bytes)
      copied += 1
    }
  })
  return { copied, faults }
}

async function eachBlob(
  platform: Platform,
  dir: string,
  { blobs }: TenantPart,
  work: (name: string) => Promise<void>,
): Promise<void> {
  if (!blobs.part) return
  const input = await readPart(platform.masterKey, dir, blobs.part.file, blobs.part.file)
  const names = linesOf(input)
  let count = 0
  const worker = async (): Promise<void> => {
    for (let next = await names.next(); !next.done; next = await names.next()) {
      count += 1
      await work(next.value)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  if (count !== blobs.count)
    throw new BackupError(`The part ${blobs.part.file} is damaged: it ends too early.`)
}
