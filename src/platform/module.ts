import type { Erasure } from './backup/beside.ts'
import type { Ctx } from './context/context.ts'
import type { Uuid } from './ids.ts'
import type { Platform } from './platform.ts'

/** An event as subscribers get it. */
export interface StoredEvent {
  id: Uuid
  stream: Uuid
  seq: number
  type: string
  // biome-ignore lint/suspicious/noExplicitAny: payloads are ids, codes and digests; readers know the type
  payload: Record<string, any>
  actor_kind: string
  actor_id: Uuid | null
  /** For whom, when a deputy acted. */
  actor_for: Uuid | null
  at: Date
}

/**
 * A module as a value; `src/modules.ts` lists them in the order of their floors and nobody else reads it.
 * Handlers and jobs run in a transaction of their tenant, as the system, and may run twice.
 */
export interface Module {
  name: string
  /** Permissions this module asks for; roles are sets of them. */
  permissions?: readonly string[]
  /** Event type → handler. */
  on?: Record<string, (ctx: Ctx, event: StoredEvent) => Promise<void>>
  /** Runs on a schedule (`every` in seconds) once for each tenant, in a transaction. */
  schedule?: Record<string, { every: number; run: (ctx: Ctx) => Promise<void> }>
  /**
   * Event type → does again what the event says was erased. Called after an older backup was brought back, before
   * anybody sees the town; must not mind that nothing is there, or that it is erased already.
   */
  eraseAgain?: Record<string, (ctx: Ctx, erasure: Erasure) => Promise<void>>
  /** Puts in order what a backup cannot hold; called after each town was brought back, before anybody sees it. */
  restored?: (ctx: Ctx) => Promise<void>
  /** Background work that must stay outside of transactions (sending mail …); `every` in seconds. */
  sweeps?: Record<string, { every: number; run: (platform: Platform) => Promise<void> }>
}
