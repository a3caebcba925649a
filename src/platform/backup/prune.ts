import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Platform } from '../platform.ts'
import { type Manifest, readManifest } from './manifest.ts'
import { linesOf, readPart } from './part.ts'
import { claimRepository, type Repository, snapshotsIn } from './repository.ts'

/**
 * Keeps the newest `keep` backups of a scope (all towns, or one) and removes those before, then the files that no
 * backup speaks of any more. What people had erased stands in old backups as rows until these are removed.
 */
export async function prune(
  platform: Platform,
  dir: string,
  { scope, keep }: { scope: string; keep: number },
): Promise<{ snapshots: string[]; blobs: number }> {
  const { repository, release } = await claimRepository(dir)
  try {
    const all: Manifest[] = []
    for (const name of await snapshotsIn(repository))
      all.push(await readManifest(platform.masterKey, join(repository.snapshots, name)))
    const old = all.filter((m) => m.scope === scope).slice(0, -keep)
    for (const { name } of old) await rm(join(repository.snapshots, name), { recursive: true })
    if (old.length === 0) return { snapshots: [], blobs: 0 }
    const blobs = await dropUnknown(
      platform,
      repository,
      all.filter((m) => !old.includes(m)),
    )
    return { snapshots: old.map((m) => m.name), blobs }
  } finally {
    release()
  }
}

async function dropUnknown(
  platform: Platform,
  repository: Repository,
  kept: readonly Manifest[],
): Promise<number> {
  const known = new Set<string>()
  for (const { name, tenants } of kept)
    for (const { blobs } of tenants)
      if (blobs.part) {
        const { file } = blobs.part
        const part = await readPart(platform.masterKey, join(repository.snapshots, name), file, file)
        for await (const blob of linesOf(part)) known.add(blob)
      }
  let dropped = 0
  for await (const name of repository.blobs.list()) {
    if (known.has(name)) continue
    await repository.blobs.delete(name)
    dropped += 1
  }
  await repository.blobs.sweep(platform.clock.now())
  return dropped
}
