import { join } from 'node:path'
import { DiskStore } from './blobs/disk.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { Memory } from './context/memory.ts'
import { createPool } from './db/connection.ts'
import { OutboxSignals } from './events/signal.ts'
import { Decoder } from './images/decoder.ts'
import { PhotoDetector } from './images/detector.ts'
import { OUTBOX_CHANNEL } from './jobs/orphans.ts'
import type { Log } from './log.ts'
import { Post } from './mail/post.ts'
import type { Platform } from './platform.ts'
import { Rendered } from './rendered.ts'
import { masterKey } from './secret.ts'
import { Tenants } from './tenants.ts'

export interface CreatedPlatform extends Platform {
  signals: OutboxSignals
  /** Lets go of connections and child processes; whatever still runs fails. */
  close(): Promise<void>
}

/** Puts together what a process has one of. `url` is the database's, as its owner. */
export function createPlatform(
  config: Config,
  { url, log, clock = systemClock }: { url: string; log: Log; clock?: Clock },
): CreatedPlatform {
  const pool = createPool(url, { max: config.dbPool })
  const sidePool = createPool(url, { max: 2 })
  const decoder = new Decoder()
  const platform: CreatedPlatform = {
    config,
    pool,
    sidePool,
    clock,
    log,
    blobs: new DiskStore(join(config.dataDir, 'blobs')),
    decoder,
    detector: config.photoDetectorUrl ? new PhotoDetector(config.photoDetectorUrl, log) : null,
    post: new Post(join(config.dataDir, 'mail'), url),
    masterKey: masterKey(config),
    memory: new Memory(),
    tenants: new Tenants(() => platform),
    signals: new OutboxSignals(sidePool, OUTBOX_CHANNEL),
    rendered: new Rendered(),
    close: async () => {
      decoder.close()
      platform.post.close()
      await Promise.all([pool.end(), sidePool.end()])
    },
  }
  return platform
}
