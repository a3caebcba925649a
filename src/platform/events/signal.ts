import type pg from 'pg'
import type { Signals } from '#platform/platform.ts'

/**
 * Tells the worker that an outbox has rows: directly when it lives in this process, else by a NOTIFY
 * at most every 100 ms (a NOTIFY in each commit would make commits queue up behind one lock).
 */
export function outboxSignals(pool: pg.Pool, channel: string): Signals & { direct(wake: () => void): void } {
  let wake: (() => void) | null = null
  let pending = false
  return {
    direct: (f) => {
      wake = f
    },
    outbox: () => {
      if (wake) return wake()
      if (pending) return
      pending = true
      setTimeout(() => {
        pending = false
        pool.query(`notify ${channel}`).catch(() => {}) // the worker polls anyway
      }, 100).unref()
    },
  }
}
