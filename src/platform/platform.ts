import type pg from 'pg'
import type { Logger } from 'pino'
import type { BlobStore } from './blobs/store.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Memory } from './context/memory.ts'
import type { Decoder } from './images/decoder.ts'
import type { PhotoDetector } from './images/detector.ts'
import type { Post } from './mail/post.ts'
import type { Rendered } from './rendered.ts'
import type { MasterKey } from './secret.ts'
import type { Tenants } from './tenants.ts'

/** What a process has one of, passed by hand from `start.ts` to all who need it. */
export interface Platform {
  config: Config
  pool: pg.Pool
  /** A connection or two for short errands while a transaction already holds one of the pool's. */
  sidePool: pg.Pool
  clock: Clock
  log: Logger
  blobs: BlobStore
  decoder: Decoder
  /** Finds faces and licence plates, where the town runs such a service. */
  detector: PhotoDetector | null
  post: Post
  masterKey: MasterKey
  memory: Memory
  tenants: Tenants
  signals: Signals
  rendered: Rendered
}

/** In-process signals; across processes a NOTIFY says the same (events/signal.ts). */
export interface Signals {
  /** Mails wait to be sent. */
  mail(): void
  /** New rows stand in an outbox. */
  outbox(): void
  /** The process is about to end: whoever holds a connection open lets go. */
  readonly stopping: boolean
}
